import * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import { PLATFORM, type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { decryptSecret, encryptSecret } from '../../shared/keys/secret-box.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import {
  type paymentSettingsInput,
  type paymentSettingsView,
  STRIPE_MODES,
  STRIPE_RIGHTS,
  type StripeMode,
} from './payment-settings-view.ts';

/** What is known of one of the account's two worlds at Stripe. Secrets are encrypted. */
const stripeKeys = z.object({
  encryptedKey: z.string(),
  /** Its last characters, by which people know it. */
  keyEnd: z.string(),
  publishableKey: z.string().optional(),
  /** By which Stripe's calls find their way here: part of the webhook's address. */
  endpointId: z.string(),
  /** Stripe's own id of the webhook, once it was created, and the secret that its calls are signed with. */
  webhookId: z.string().optional(),
  encryptedSecret: z.string().optional(),
  /** The secret before, as long as calls signed with it may be under way. */
  formerSecret: z.object({ encrypted: z.string(), until: z.string() }).optional(),
  lastTest: z.object({ at: z.string(), ok: z.boolean(), missing: z.array(z.enum(STRIPE_RIGHTS)) }).optional(),
});
export type StripeKeys = z.infer<typeof stripeKeys>;

/** How an account is paid. */
const paymentSettings = entity({
  name: 'payment-settings',
  partition: 'of',
  schema: z.object({
    of: z.literal('payments'),
    testMode: z.boolean(),
    live: stripeKeys.optional(),
    test: stripeKeys.optional(),
    transfer: z.object({ iban: z.string(), bic: z.string().optional(), holder: z.string() }).optional(),
    /** Moves with every change. */
    version: z.int(),
  }),
});
export type PaymentSettings = z.infer<(typeof paymentSettings)['schema']>;
const OF = { of: 'payments' } as const;
const AT_FIRST: PaymentSettings = { ...OF, testMode: false, version: 0 };

/** Whose calls come to an address: the account, and the world. */
const stripeEndpoints = entity({
  name: 'stripe-endpoint',
  partition: 'id',
  schema: z.object({ id: z.string(), tenant: tenantId, mode: z.enum(STRIPE_MODES) }),
});

/** An account's settings; those it begins with when it has made none. */
export const readPaymentSettings = async (tenant: Tenant): Promise<PaymentSettings> =>
  (await paymentSettings.get(tenant, OF)) ?? AT_FIRST;

/** The write that keeps settings, if nobody changed them meanwhile. */
export function keepPaymentSettings(tenant: Tenant, before: PaymentSettings, now: PaymentSettings): Write {
  const when = before.version ? { equals: { version: before.version } } : { absent: true as const };
  return paymentSettings.put(tenant, { ...now, version: before.version + 1 }, { when });
}

const stripeKeyBinding = (tenant: Tenant, mode: StripeMode) => ({ tenant, purpose: `stripe/${mode}` });

/** The restricted key, in clear: for calls to Stripe only, never in an answer nor a log. */
export const restrictedKeyOf = (tenant: Tenant, mode: StripeMode, { encryptedKey }: StripeKeys): Promise<string> =>
  decryptSecret(encryptedKey, stripeKeyBinding(tenant, mode));

/** The world in which orders to come pay. */
export const modeOf = ({ testMode }: Pick<PaymentSettings, 'testMode'>): StripeMode => (testMode ? 'test' : 'live');

/** What a buyer can choose: a card once Stripe's webhook is there, a transfer once there is an account for it. */
export function methodsOf(settings: PaymentSettings): ('card' | 'transfer')[] {
  const isLinked = settings[modeOf(settings)]?.webhookId !== undefined;
  return [...(isLinked ? (['card'] as const) : []), ...(settings.transfer ? (['transfer'] as const) : [])];
}

/** The settings with what was given changed, and the writes. @throws 422 when a key is wanted */
export async function changePaymentSettings(
  tenant: Tenant,
  before: PaymentSettings,
  { testMode, stripe = {}, transfer }: z.output<typeof paymentSettingsInput>,
  now: Date,
): Promise<{ settings: PaymentSettings; writes: Write[] }> {
  const [live, test] = await Promise.all(
    STRIPE_MODES.map((mode) => changedKeys(tenant, mode, before[mode], stripe[mode], now)),
  );
  const settings: PaymentSettings = {
    ...before,
    testMode,
    live,
    test,
    transfer: transfer === undefined ? before.transfer : (transfer ?? undefined),
  };
  const endpoints = STRIPE_MODES.flatMap((mode) => {
    const keys = settings[mode];
    const isNew = keys && keys.endpointId !== before[mode]?.endpointId;
    return isNew ? [stripeEndpoints.put(PLATFORM, { id: keys.endpointId, tenant, mode })] : [];
  });
  return { settings, writes: [keepPaymentSettings(tenant, before, settings), ...endpoints] };
}

type KeysInput = NonNullable<z.output<typeof paymentSettingsInput>['stripe']>[StripeMode];

/** A key that takes another's place keeps the address, and the webhook if Stripe still has it: the test tells. */
async function changedKeys(
  tenant: Tenant,
  mode: StripeMode,
  before: StripeKeys | undefined,
  given: KeysInput,
  now: Date,
): Promise<StripeKeys | undefined> {
  if (given === undefined) return before;
  if (given === null) return undefined;
  const { restrictedKey: key, publishableKey = before?.publishableKey } = given;
  if (!key && !before) throw keyWanted(mode);
  const publishable = { publishableKey: publishableKey ?? undefined };
  if (!key) return before && { ...before, ...publishable };
  const { lastTest: _, ...kept } = before ?? { endpointId: newId('she', now) };
  const encryptedKey = await encryptSecret(key, stripeKeyBinding(tenant, mode));
  return { ...kept, encryptedKey, keyEnd: key.slice(-4), ...publishable };
}

const keyWanted = (mode: StripeMode) =>
  invalidField(
    `/stripe/${mode}/restrictedKey`,
    say(
      'Donnez la clé limitée : aucune n’est connue pour cet environnement.',
      'Give the restricted key: none is known for this environment.',
    ),
  );

/** How long calls signed with a webhook's former secret are still believed, in seconds. */
const FORMER_SECRET_LASTS = DAY;

/** Keys with a webhook that was just created at Stripe. */
export async function withWebhook(
  tenant: Tenant,
  mode: StripeMode,
  keys: StripeKeys,
  { id, secret }: { id: string; secret: string },
  now: Date,
): Promise<StripeKeys> {
  const { encryptedSecret: former } = keys;
  return {
    ...keys,
    webhookId: id,
    encryptedSecret: await encryptSecret(secret, stripeKeyBinding(tenant, mode)),
    ...(former && { formerSecret: { encrypted: former, until: after(now, FORMER_SECRET_LASTS).toISOString() } }),
  };
}

export interface StripeAddressee {
  tenant: Tenant;
  mode: StripeMode;
  /** The secrets with which a call may be signed. */
  secrets: string[];
}

/** Whose calls come to an address; undefined when it is none of ours. */
export async function stripeAddressee(endpointId: string, now: Date): Promise<StripeAddressee | undefined> {
  const found = await stripeEndpoints.get(PLATFORM, { id: endpointId });
  if (!found) return undefined;
  const { tenant, mode } = found;
  const keys = (await readPaymentSettings(tenant))[mode];
  if (!keys || keys.endpointId !== endpointId) return undefined;
  const { encryptedSecret, formerSecret } = keys;
  const stands = formerSecret && now.toISOString() < formerSecret.until ? [formerSecret.encrypted] : [];
  const sealed = [...(encryptedSecret ? [encryptedSecret] : []), ...stands];
  const binding = stripeKeyBinding(tenant, mode);
  return { tenant, mode, secrets: await Promise.all(sealed.map((secret) => decryptSecret(secret, binding))) };
}

/** The settings as the API shows them. */
export function viewOf(settings: PaymentSettings): z.input<typeof paymentSettingsView> {
  const keysOf = (mode: StripeMode) => {
    const keys = settings[mode];
    if (!keys) return undefined;
    const { keyEnd, publishableKey, webhookId, lastTest } = keys;
    const webhook = webhookId ? ('created' as const) : ('missing' as const);
    return { restrictedKey: `rk_${mode}_…${keyEnd}`, publishableKey, webhook, lastTest };
  };
  const { testMode, transfer } = settings;
  return { testMode, stripe: { live: keysOf('live'), test: keysOf('test') }, transfer, methods: methodsOf(settings) };
}
