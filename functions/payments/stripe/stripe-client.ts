import { Stripe } from 'stripe';
import { config } from '../../../shared/config.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { type PaymentSettings, restrictedKeyOf } from '../payment-settings.ts';
import type { StripeMode } from '../payment-settings-view.ts';

/** The version of Stripe's API for which this code is written: calls and webhooks are pinned to it. */
export const STRIPE_VERSION = '2026-10-28.endive';

/** Milliseconds for one call: a function answers within 15 seconds, a repetition included. */
const PATIENCE = 6000;

/** Stripe, as an account calls it with its own key. */
export function stripeWith(key: string): Stripe {
  const base = config.stripeApiBase();
  const { protocol, hostname, port } = new URL(base ?? 'https://api.stripe.com');
  return new Stripe(key, {
    apiVersion: STRIPE_VERSION,
    maxNetworkRetries: 1,
    timeout: PATIENCE,
    telemetry: false,
    ...(base && { host: hostname, port, protocol: protocol === 'http:' ? ('http' as const) : ('https' as const) }),
  });
}

/** Stripe for an order of a world; undefined when the account has taken its key away. */
export async function stripeOf(
  tenant: Tenant,
  mode: StripeMode,
  settings: PaymentSettings,
): Promise<Stripe | undefined> {
  const keys = settings[mode];
  return keys && stripeWith(await restrictedKeyOf(tenant, mode, keys));
}
