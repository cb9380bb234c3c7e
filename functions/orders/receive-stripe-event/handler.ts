import { Stripe } from 'stripe';
import * as z from 'zod';
import { serve } from '../../../shared/function/webhook.ts';
import { stripeAddressee } from '../../payments/payment-settings.ts';
import { getOrder, orders, settledNow } from '../order.ts';
import { orderPaidBy } from '../paid-order.ts';
import contract from './contract.ts';

/** What is read of an event: only which order it is about. What became of its payment is asked of Stripe itself. */
const event = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    object: z.object({
      id: z.string(),
      client_reference_id: z.string().nullish(),
      payment_intent: z.string().nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});

const provider = {
  event,
  idOf: ({ id }: z.output<typeof event>) => id,
  async verify(
    body: Uint8Array,
    headers: Readonly<Record<string, string | undefined>>,
    now: Date,
    { endpointId = '' }: Readonly<Record<string, string | undefined>>,
  ): Promise<boolean> {
    const addressee = await stripeAddressee(endpointId, now);
    const header = headers['stripe-signature'] ?? '';
    return addressee?.secrets.some((secret) => isSigned(body, header, secret, now)) ?? false;
  },
};

/** Seconds that a call may be old: Stripe's own. */
const TOLERANCE = 300;

function isSigned(body: Uint8Array, header: string, secret: string, now: Date): boolean {
  try {
    Stripe.webhooks.signature?.verifyHeader(
      Buffer.from(body).toString('utf8'),
      header,
      secret,
      TOLERANCE,
      undefined,
      now.getTime(),
    );
    return true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
}

export const handler = serve(contract, provider, async ({ params: { endpointId }, event, now, log }) => {
  const addressee = await stripeAddressee(endpointId, now);
  const { metadata, client_reference_id, payment_intent } = event.data.object;
  const orderId = metadata?.orderId ?? client_reference_id;
  const order =
    addressee &&
    (orderId ? await getOrder(addressee.tenant, orderId) : await orderPaidBy(addressee.tenant, payment_intent));
  // The account sells elsewhere too, and its other world is another's: what is none of ours is taken, and left.
  if (!addressee || !order || order.mode !== addressee.mode) {
    log.info('stripe-event-of-nobody', { type: event.type });
    return [];
  }
  return [orders.update(addressee.tenant, order, { due: { settle: settledNow(addressee.tenant, order, now) } })];
});
