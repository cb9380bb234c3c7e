import { Stripe } from 'stripe';
import { after } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { readPaymentSettings } from '../payments/payment-settings.ts';
import { printedRf } from '../payments/reference.ts';
import { stripeOf } from '../payments/stripe/stripe-client.ts';
import { type Order, offered } from './order.ts';

/** Days before a place's date within which no payment is taken that its bank confirms later. */
const SURE_BEFORE = 15;

/** Stripe cannot be asked: it does not answer, or the account has taken its key away. */
export class StripeSilent extends Error {}

/** The account has no key for the order's world any more. */
export class NoKey extends StripeSilent {}

/** @throws StripeSilent */
async function clientFor(tenant: Tenant, { mode = 'live' }: Order): Promise<Stripe> {
  const stripe = await stripeOf(tenant, mode, await readPaymentSettings(tenant));
  if (!stripe) throw new NoKey('No key');
  return stripe;
}

/**
 * The payment page of an attempt, made at Stripe: asked for twice it is one. All of it follows from the order, so that
 * whoever asks again asks for the same.
 * @param page the buyer's own page
 * @throws StripeSilent
 */
export async function openSession(tenant: Tenant, order: Order, page: string) {
  const stripe = await clientFor(tenant, order);
  const { id, email, attempt, attemptUntil, reference, mode = 'live' } = order;
  const { title, quantity, currency, totals, shipping, language } = offered(order);
  const metadata = { orderId: id, account: tenant, mode };
  const names = [quantity > 1 ? `${title} × ${quantity}` : title, ...(shipping?.amount ? [SHIPPING[language]] : [])];
  const session = await asked(
    stripe.checkout.sessions.create(
      {
        mode: 'payment',
        ui_mode: 'hosted_page',
        success_url: `${page}?cs={CHECKOUT_SESSION_ID}`,
        cancel_url: page,
        customer_email: email,
        client_reference_id: id,
        metadata,
        payment_intent_data: {
          metadata,
          description: [reference && printedRf(reference.rf), title].filter(Boolean).join(' · ').slice(0, 900),
        },
        // One line for all pieces: Stripe then adds up to our total, whatever was rounded.
        line_items: totals.lines.map(({ gross }, i) => ({
          quantity: 1,
          price_data: {
            currency: currency.toLowerCase(),
            unit_amount: gross,
            product_data: { name: (names[i] ?? title).slice(0, 250) },
          },
        })),
        locale: language,
        submit_type: 'pay',
        adaptive_pricing: { enabled: false },
        excluded_payment_method_types: ['customer_balance', ...(mayWait(order) ? [] : (['sepa_debit'] as const))],
        expires_at: Math.floor(Date.parse(attemptUntil ?? '') / 1000),
      },
      { idempotencyKey: `${id}:${attempt}` },
    ),
  );
  if (!session.url) throw new StripeSilent(`Session ${session.id} is ${session.status}`);
  return { id: session.id, url: session.url };
}

const SHIPPING = { fr: 'Livraison', en: 'Delivery' } as const;

/** Whether a payment may be taken that its bank confirms, or takes back, days later: never for what is supplied before. */
function mayWait(order: Order): boolean {
  const { type, place } = offered(order);
  if (type === 'digital') return false;
  return (
    !place || Date.parse(`${place.startsAt.at}Z`) > after(new Date(order.createdAt), SURE_BEFORE * 86_400).getTime()
  );
}

/** What Stripe says of an order's payment now: this, and no event, decides. Amounts in the smallest unit. */
export interface Payment {
  status: 'open' | 'expired' | 'under-way' | 'failed' | 'paid';
  intentId?: string | undefined;
  amount: number;
  currency: string;
  /** What went back. */
  refunded: number;
  dispute: 'none' | 'open' | 'lost';
}

/** @throws StripeSilent */
export async function readPayment(tenant: Tenant, order: Order, sessionId: string): Promise<Payment> {
  const stripe = await clientFor(tenant, order);
  const session = await asked(stripe.checkout.sessions.retrieve(sessionId));
  const intentId = typeof session.payment_intent === 'string' ? session.payment_intent : session.payment_intent?.id;
  const told = { intentId, amount: session.amount_total ?? 0, currency: (session.currency ?? '').toUpperCase() };
  const nothing = { refunded: 0, dispute: 'none' as const };
  if (session.status !== 'complete')
    return { ...told, ...nothing, status: session.status === 'open' ? 'open' : 'expired' };
  if (session.payment_status === 'unpaid') {
    const intent = intentId ? await asked(stripe.paymentIntents.retrieve(intentId)) : undefined;
    const isUnderWay = intent?.status === 'processing';
    return { ...told, ...nothing, status: isUnderWay ? 'under-way' : 'failed' };
  }
  if (!intentId) return { ...told, ...nothing, status: 'paid' };
  const [refunds, disputes] = await Promise.all([
    asked(stripe.refunds.list({ payment_intent: intentId, limit: 100 })),
    asked(stripe.disputes.list({ payment_intent: intentId, limit: 10 })),
  ]);
  const back = refunds.data.filter(({ status }) => status === 'succeeded' || status === 'pending');
  const isLost = disputes.data.some(({ status }) => status === 'lost');
  const isOpen = disputes.data.some(({ status }) => !['won', 'lost', 'warning_closed'].includes(status));
  return {
    ...told,
    status: 'paid',
    refunded: back.reduce((sum, { amount }) => sum + amount, 0),
    dispute: isLost ? 'lost' : isOpen ? 'open' : 'none',
  };
}

/** Closes a payment page; one that was paid or closed meanwhile stays as it is. @throws StripeSilent */
export async function closeSession(tenant: Tenant, order: Order, sessionId: string): Promise<void> {
  const stripe = await clientFor(tenant, order);
  await asked(
    stripe.checkout.sessions.expire(sessionId).catch((error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    }),
  );
}

/** Sends money back. A key that names the same refund never sends it twice. @throws StripeSilent */
export async function refundPayment(
  tenant: Tenant,
  order: Order,
  { payment, amount, key }: { payment: string; amount: number; key: string },
): Promise<void> {
  const stripe = await clientFor(tenant, order);
  await asked(
    stripe.refunds.create(
      { payment_intent: payment, amount, metadata: { orderId: order.id, account: tenant } },
      { idempotencyKey: key },
    ),
  );
}

/** What Stripe answers. @throws StripeSilent */
export async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) throw new StripeSilent(error.message, { cause: error });
    throw error;
  }
}

/** Where the buyer's page is, for Stripe to come back to. */
export const pageAt = (path: string): string => config.publicUrl() + path;
