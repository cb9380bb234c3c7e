import { onTestFinished } from 'vitest';
import { type StripeCall, type StripeEngine, startStripe } from '../infra/local/engines/stripe.ts';
import { setVariables } from './variables.ts';

export interface TestStripe extends StripeEngine {
  /** The calls by which it told our endpoints of events, in their order; a test hands them over as it likes. */
  calls: StripeCall[];
}

let keys = 0;
/** A restricted key of an account of Stripe's that no other test uses. */
export const stripeKey = (mode: 'live' | 'test' = 'test'): string =>
  `rk_${mode}_${String(process.pid).padStart(6, '0').slice(-6)}${String(++keys).padStart(2, '0')}KeyOfATest`;

/** A Stripe of this test's own, in place of the real one, that tells nobody of events but the test. */
export async function testStripe(): Promise<TestStripe> {
  const calls: StripeCall[] = [];
  const stripe = await startStripe({ deliver: async (call) => void calls.push(call) });
  onTestFinished(() => stripe.close());
  setVariables({ STRIPE_API_BASE: stripe.url });
  return Object.assign(stripe, { calls });
}
