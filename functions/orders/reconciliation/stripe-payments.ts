import type { Stripe } from 'stripe';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { readPaymentSettings } from '../../payments/payment-settings.ts';
import { stripeOf } from '../../payments/stripe/stripe-client.ts';
import { asked } from '../stripe-session.ts';
import type { StripePayment } from './compare.ts';

/** Pages of a hundred that are asked for. */
const MOST_PAGES = 300;

/**
 * The payment pages of this account that were paid since a moment, in Stripe's live world; none when it has no key there.
 * @throws StripeSilent
 */
export async function stripePayments(tenant: Tenant, since: Date): Promise<StripePayment[]> {
  const stripe = await stripeOf(tenant, 'live', await readPaymentSettings(tenant));
  if (!stripe) return [];
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const refunded = new Map<string, number>();
  for await (const { payment_intent, amount, status } of pages((page) => stripe.refunds.list({ created, ...page }))) {
    const intent = idOf(payment_intent);
    const isBack = status === 'succeeded' || status === 'pending';
    if (isBack && intent) refunded.set(intent, (refunded.get(intent) ?? 0) + amount);
  }
  const found: StripePayment[] = [];
  for await (const session of pages((page) =>
    stripe.checkout.sessions.list({ created, status: 'complete', ...page }),
  )) {
    const { metadata, payment_status, amount_total, currency } = session;
    const { account, orderId } = metadata ?? {};
    const intentId = idOf(session.payment_intent);
    // Whoever sells elsewhere with the same Stripe has sessions that are no business of ours.
    if (payment_status !== 'paid' || account !== tenant || !orderId || !intentId) continue;
    found.push({
      ...{ orderId, intentId, createdAt: new Date(session.created * 1000), refunded: refunded.get(intentId) ?? 0 },
      ...{ amount: amount_total ?? 0, currency: (currency ?? '').toUpperCase() },
    });
  }
  return found;
}

const idOf = (thing: string | { id: string } | null): string | undefined =>
  typeof thing === 'string' ? thing : thing?.id;

async function* pages<T extends { id: string }>(
  list: (page: { limit: number; starting_after?: string }) => Promise<Stripe.ApiList<T>>,
): AsyncGenerator<T> {
  let last: string | undefined;
  for (let i = 0; i < MOST_PAGES; i++) {
    const { data, has_more } = await asked(list({ limit: 100, ...(last && { starting_after: last }) }));
    yield* data;
    last = data.at(-1)?.id;
    if (!has_more || !last) return;
  }
}
