import { createHash } from 'node:crypto';
import * as z from 'zod';
import { after, HOUR, MINUTE } from '../../shared/clock.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueAt } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import { shardOf } from '../../shared/table/shards.ts';
import { transact, type Write } from '../../shared/table/transact.ts';
import type { BrevoContact } from './brevo-api.ts';
import type { BrevoSync } from './brevo-sync.ts';
import type { FAILURES } from './brevo-sync-view.ts';
import { checkBrevoImport } from './commands/check-brevo-import.ts';

/** What Brevo has of an address: what it was last given, or that it must not be written to there any more. */
const brevoContacts = entity({
  name: 'brevo-contact',
  partition: 'shard',
  sort: ['key'],
  schema: z.object({
    shard: z.string(),
    key: z.string(),
    /** What it was given, as a hash; none of one that came from there. */
    given: z.string().optional(),
    /** From which list: of an address in several the first one counts. */
    list: z.string().optional(),
    /** Unsubscribed, here or there: it is never enabled again. */
    isOut: z.boolean(),
  }),
});
export type Known = z.infer<(typeof brevoContacts)['schema']>;

const placeOf = (key: string) => ({ shard: shardOf('brevo', key), key });

export const known = (tenant: Tenant, key: string): Promise<Known | undefined> =>
  brevoContacts.get(tenant, placeOf(key));

export const keep = (tenant: Tenant, key: string, what: Omit<Known, 'shard' | 'key'>): Promise<void> =>
  transact([brevoContacts.put(tenant, { ...placeOf(key), ...what }, { when: {} })]);

/** An address that is not at Brevo as it should be, and why; gone once it is. */
export const brevoFailures = entity({
  name: 'brevo-failure',
  partition: 'of',
  sort: ['key'],
  schema: z.object({
    of: z.literal('account'),
    key: z.string(),
    email: z.string(),
    cause: z.string(),
    reply: z.string().optional(),
    at: z.string(),
  }),
});

interface Failure {
  email: string;
  cause: (typeof FAILURES)[number];
  reply?: string | undefined;
}

export const noteFailure = (tenant: Tenant, { email, ...why }: Failure, now: Date): Promise<void> =>
  transact([
    brevoFailures.put(
      tenant,
      { of: 'account', key: emailKey(email), email, ...why, at: now.toISOString() },
      { when: {} },
    ),
  ]);

export const forgetFailure = (tenant: Tenant, key: string): Promise<void> =>
  transact([brevoFailures.delete(tenant, { of: 'account', key })]);

/** Contacts that Brevo takes over, until it has said what became of them. */
export const brevoImports = entity({
  name: 'brevo-import',
  partition: 'id',
  dues: { check: 'always' },
  schema: z.object({ id: z.string(), processId: z.string(), startedAt: z.string(), tries: z.int() }),
  expires: ({ startedAt }) => after(new Date(startedAt), 48 * HOUR),
});
export type BrevoImport = z.infer<(typeof brevoImports)['schema']>;

/** Seconds until Brevo is asked what became of an import, doubling up to an hour: it counts such questions. */
const waitFor = (tries: number) => Math.min(MINUTE * 2 ** tries, HOUR);
const check = (tenant: Tenant, importId: string) => outgoing(checkBrevoImport, { tenant, importId });

export function newImport(tenant: Tenant, processId: string, now: Date): Write {
  const id = newId('bri', now);
  const started = { id, processId, startedAt: now.toISOString(), tries: 0 };
  return brevoImports.put(tenant, started, {
    due: { check: dueAt(check(tenant, id), after(now, waitFor(0))) },
  });
}

/** It is asked again later. @param wait in seconds, when Brevo says so */
export const askAgain = (tenant: Tenant, { id, tries }: BrevoImport, now: Date, wait = waitFor(tries + 1)): Write =>
  brevoImports.update(
    tenant,
    { id },
    {
      when: { equals: { tries } },
      set: { tries: tries + 1 },
      due: { check: dueAt(check(tenant, id), after(now, wait)) },
    },
  );

/** What an address is given at Brevo, told from what it was given before. A map that was stored has no order. */
export const hashOf = ({ email, attributes }: BrevoContact, { listId }: Pick<BrevoSync, 'listId'>): string =>
  createHash('sha256')
    .update(JSON.stringify([email, Object.entries(attributes).sort(), listId ?? null]))
    .digest('base64url');
