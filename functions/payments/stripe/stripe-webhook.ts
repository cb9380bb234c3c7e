import { Stripe } from 'stripe';
import { config } from '../../../shared/config.ts';
import type { StripeKeys } from '../payment-settings.ts';
import type { StripeMode } from '../payment-settings-view.ts';
import { STRIPE_VERSION } from './stripe-client.ts';

/** What may change an order: all of it only says where to look. */
const STRIPE_EVENTS = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.closed',
] as const;

const urlOf = (endpointId: string) => `${config.publicUrl()}/webhooks/stripe/${endpointId}`;

/**
 * The webhook at Stripe by which payments of a world are told, created for the account. One that is there already, whose
 * secret is known, stays as it is; one whose secret is not (we died between creating it and writing that down) goes.
 * @returns what was created; undefined when nothing had to be
 */
export async function ensureWebhook(
  stripe: Stripe,
  mode: StripeMode,
  { endpointId, webhookId, encryptedSecret }: StripeKeys,
): Promise<{ id: string; secret: string } | undefined> {
  if (webhookId && encryptedSecret && (await isThere(stripe, webhookId))) return undefined;
  const url = urlOf(endpointId);
  const { data } = await stripe.webhookEndpoints.list({ limit: 100 });
  for (const stale of data.filter((one) => one.url === url)) await stripe.webhookEndpoints.del(stale.id);
  const { id, secret } = await stripe.webhookEndpoints.create({
    url,
    enabled_events: [...STRIPE_EVENTS],
    api_version: STRIPE_VERSION,
    description: 'Guichet',
    metadata: { guichet: endpointId, mode },
  });
  if (!secret) throw new Error('Stripe told no secret of a new webhook');
  return { id, secret };
}

/** Only "no such endpoint" means that it is gone. */
async function isThere(stripe: Stripe, id: string): Promise<boolean> {
  try {
    await stripe.webhookEndpoints.retrieve(id);
    return true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing') return false;
    throw error;
  }
}
