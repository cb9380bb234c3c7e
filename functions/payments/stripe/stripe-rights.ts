import { Stripe } from 'stripe';
import type { StripeRight } from '../payment-settings-view.ts';

/** What came of asking for a right: Stripe names the one it misses (`rak_checkout_session_write`). */
export interface ProbedRight {
  right: StripeRight;
  allowed: boolean;
  permission?: string;
}

/** The key itself is none that Stripe knows, or Stripe does not answer. */
export class StripeUnusable extends Error {
  readonly why: 'key-refused' | 'unreachable';
  constructor(why: 'key-refused' | 'unreachable', cause: unknown) {
    super(`Stripe: ${why}`, { cause });
    this.why = why;
  }
}

/** What no object of Stripe's is called. */
const NONE = 'guichet_probe_0000000000';

/**
 * How each right is asked for without doing anything: of a thing that is not there, Stripe says so to whoever has the
 * right, and refuses whoever has not.
 */
const PROBES: Readonly<Record<StripeRight, (stripe: Stripe) => Promise<unknown>>> = {
  sessions: (stripe) => stripe.checkout.sessions.expire(`cs_test_${NONE}`),
  webhooks: (stripe) => stripe.webhookEndpoints.update(`we_${NONE}`, { metadata: { guichet: '' } }),
  payments: (stripe) => stripe.paymentIntents.retrieve(`pi_${NONE}`),
  charges: (stripe) => stripe.charges.retrieve(`ch_${NONE}`),
  refunds: (stripe) => stripe.refunds.create({ payment_intent: `pi_${NONE}` }),
  disputes: (stripe) => stripe.disputes.retrieve(`du_${NONE}`),
};

/** Whether a key has each of the six rights. @throws StripeUnusable */
export const probeRights = (stripe: Stripe): Promise<ProbedRight[]> =>
  Promise.all(
    Object.entries(PROBES).map(async ([right, probe]) => ({
      right: right as StripeRight,
      ...(await outcomeOf(probe(stripe))),
    })),
  );

/** Whether the key may do more than a shop needs: paying out, which a thief would. */
export const mayPayOut = async (stripe: Stripe): Promise<boolean> =>
  (await outcomeOf(stripe.payouts.list({ limit: 1 }))).allowed;

async function outcomeOf(asked: Promise<unknown>): Promise<{ allowed: boolean; permission?: string }> {
  try {
    await asked;
    return { allowed: true };
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) {
      const permission = /rak_\w+/.exec(error.message)?.[0];
      return { allowed: false, ...(permission && { permission }) };
    }
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return { allowed: true };
    if (error instanceof Stripe.errors.StripeAuthenticationError) throw new StripeUnusable('key-refused', error);
    throw new StripeUnusable('unreachable', error);
  }
}
