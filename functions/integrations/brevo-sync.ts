import * as z from 'zod';
import { after, HOUR, MINUTE } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { decryptSecret, encryptSecret } from '../../shared/keys/secret-box.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { type Due, dueAt, dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { type Locale, say } from '../../shared/text.ts';
import { adviceOn, type BrevoFailed } from './brevo-api.ts';
import type { brevoSyncInput, brevoSyncView } from './brevo-sync-view.ts';
import { syncBrevo } from './commands/sync-brevo.ts';

/** Seconds between two rounds; after a change that was told; between tries when Brevo fails, doubling. */
const EVERY = HOUR;
const SOON = MINUTE;
const FIRST_RETRY = 15;

const OF = { of: 'account' } as const;

/** Where a round is: unsubscribes are taken over first, so that nobody is pushed who has just left. */
const progress = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('pull'), startedAt: z.string(), offset: z.int() }),
  z.object({
    phase: z.literal('push'),
    startedAt: z.string(),
    list: z.string().optional(),
    shard: z.int(),
    after: z.string(),
  }),
]);
export type Progress = z.infer<typeof progress>;

/** How an account's lists go to Brevo, and how far that is. One row an account; the key is encrypted. */
const brevoSyncs = entity({
  name: 'brevo-sync',
  partition: 'of',
  dues: { round: 'always' },
  schema: z.object({
    of: z.literal('account'),
    enabled: z.boolean(),
    encryptedKey: z.string().optional(),
    attributes: z.record(z.string(), z.string()),
    listId: z.int().optional(),
    lists: z.array(z.string()).optional(),
    updatedAt: z.string(),
    /** Counted up by each step and each change: whoever comes second looks again. */
    step: z.int(),
    progress: progress.optional(),
    /** Up to when what changed at Brevo was taken over. */
    pulledUntil: z.string().optional(),
    syncedAt: z.string().optional(),
    nextAt: z.string().optional(),
    pushed: z.int(),
    withdrawn: z.int(),
    tries: z.int(),
    trouble: z.object({ at: z.string(), cause: z.string(), reply: z.string().optional() }).optional(),
  }),
});
export type BrevoSync = z.infer<(typeof brevoSyncs)['schema']>;

export const readSync = (tenant: Tenant): Promise<BrevoSync | undefined> => brevoSyncs.get(tenant, OF);

const binding = (tenant: Tenant) => ({ tenant, purpose: 'brevo' });

/** The key, in clear: for calls only. */
export const keyOf = (tenant: Tenant, { encryptedKey }: BrevoSync): Promise<string> => {
  if (!encryptedKey) throw new Error('There is no key of Brevo');
  return decryptSecret(encryptedKey, binding(tenant));
};

const round = (tenant: Tenant) => outgoing(syncBrevo, { tenant });

/** The synchronisation as it is to be, and the write: one that is on begins a round at once. @throws 422 without a key */
export async function changeSync(
  tenant: Tenant,
  before: BrevoSync | undefined,
  { apiKey, ...wanted }: z.output<typeof brevoSyncInput>,
  now: Date,
): Promise<{ sync: BrevoSync; write: Write }> {
  const encryptedKey = apiKey ? await encryptSecret(apiKey, binding(tenant)) : before?.encryptedKey;
  if (wanted.enabled && !encryptedKey) throw keyWanted();
  const kept = before ?? { ...OF, pushed: 0, withdrawn: 0, step: 0 };
  const { trouble, progress: _, nextAt, ...rest } = kept as BrevoSync;
  const sync: BrevoSync = {
    ...rest,
    ...wanted,
    listId: wanted.listId,
    lists: wanted.lists,
    ...(encryptedKey && { encryptedKey }),
    ...{ updatedAt: now.toISOString(), step: rest.step + 1, tries: 0 },
  };
  const write = brevoSyncs.put(tenant, sync, {
    when: before ? { equals: { step: before.step } } : { absent: true },
    due: { round: wanted.enabled ? dueNow(round(tenant), now) : null },
  });
  return { sync, write };
}

interface Next {
  set?: Partial<BrevoSync>;
  remove?: readonly (keyof BrevoSync)[];
  due: Due;
}

/** The write of a step that was taken: nobody else has taken it meanwhile. */
const moved = (tenant: Tenant, { step }: BrevoSync, { set, remove = [], due }: Next): Write =>
  brevoSyncs.update(tenant, OF, {
    when: { equals: { step, enabled: true } },
    set: { ...set, step: step + 1 },
    remove,
    due: { round: due },
  });

/** The next step of this round is due at once. */
export const goOn = (tenant: Tenant, sync: BrevoSync, set: Partial<BrevoSync>, now: Date): Write =>
  moved(tenant, sync, {
    set: { ...set, tries: 0 },
    remove: ['trouble', 'nextAt'],
    due: dueNow(round(tenant), now),
  });

/** The round is over. */
export function finish(tenant: Tenant, sync: BrevoSync, set: Partial<BrevoSync>, now: Date): Write {
  const nextAt = after(now, EVERY);
  return moved(tenant, sync, {
    set: { ...set, syncedAt: now.toISOString(), nextAt: nextAt.toISOString(), tries: 0 },
    remove: ['progress', 'trouble'],
    due: dueAt(round(tenant), nextAt),
  });
}

/** Brevo failed: the same step is tried again when it says, or after a while that grows. */
export function putOff(tenant: Tenant, sync: BrevoSync, { why: cause, wait, words }: BrevoFailed, now: Date): Write {
  const nextAt = after(now, wait ?? Math.min(FIRST_RETRY * 2 ** sync.tries, EVERY));
  return moved(tenant, sync, {
    set: {
      ...{ nextAt: nextAt.toISOString(), tries: sync.tries + 1 },
      trouble: { at: now.toISOString(), cause, ...(words && { reply: words }) },
    },
    due: dueAt(round(tenant), nextAt),
  });
}

/** Something changed: the next round comes within a minute. None while one is under way, or waits for Brevo. */
export function hasten(tenant: Tenant, sync: BrevoSync, now: Date): Write[] {
  const { enabled, progress: under, trouble, nextAt } = sync;
  const soon = after(now, SOON);
  if (!enabled || under || trouble || !nextAt || nextAt <= soon.toISOString()) return [];
  return [moved(tenant, sync, { set: { nextAt: soon.toISOString() }, due: dueAt(round(tenant), soon) })];
}

export function viewOf(sync: BrevoSync | undefined, locale: Locale): z.input<typeof brevoSyncView> {
  if (!sync) return { enabled: false, hasKey: false, attributes: {}, status: 'off', pushed: 0, withdrawn: 0 };
  const { encryptedKey, trouble, ...shown } = sync;
  return {
    ...shown,
    hasKey: encryptedKey !== undefined,
    status: statusOf(sync),
    ...(trouble && { trouble: { ...trouble, advice: adviceOn(trouble.cause)?.[locale] } }),
  };
}

function statusOf({ enabled, trouble, progress: under, nextAt }: BrevoSync) {
  if (!enabled) return 'off';
  if (trouble) return 'waiting';
  return under || !nextAt ? 'running' : 'idle';
}

const keyWanted = () =>
  invalidField(
    '/apiKey',
    say(
      'Donnez la clé d’API de Brevo (Paramètres, SMTP et API, Clés API) : aucune n’est connue.',
      'Give Brevo’s API key (Settings, SMTP and API, API keys): none is known.',
    ),
  );
