import type * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import { type Facts, SETTLED, toldFact } from '../../shared/function/fact.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { beginningOfIds, newId, timeOfId } from '../../shared/ids.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { tellListeners } from './commands/tell-listeners.ts';

/** How long a fact can be read again, in days. */
const KEPT = 90;

const partitionOf = (at: Date): string => `facts:${at.toISOString().slice(0, 7)}`;
const monthOf = (id: string): string => partitionOf(timeOfId(id));

/** What happened in an account, a partition a month, in the order of time. */
const happened = entity({
  name: 'fact',
  partition: 'month',
  sort: ['id'],
  dues: { tell: 'always' },
  schema: toldFact.extend({ month: toldFact.shape.id }),
  expires: ({ at }) => after(new Date(at), KEPT * DAY),
});
export type Fact = z.infer<(typeof happened)['schema']>;

/** The write by which a fact is told, for the transaction that makes it true. Its use case sends to `tell-listeners`. */
export function tell<F extends Facts>(
  tenant: Tenant,
  { subject, version, data: schema }: F,
  kind: keyof F['kinds'] & string,
  data: z.input<F['data']>,
  now: Date,
): Write {
  const id = newId('fct', now);
  const said = { tenant, id, name: `${subject}.${kind}` as const, version, at: now.toISOString() };
  return happened.put(
    tenant,
    { ...said, month: monthOf(id), data: given(schema.parse(data)) },
    { due: { tell: dueNow(outgoing(tellListeners, { tenant, factId: id }), now) } },
  );
}

const given = (data: object) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Fact['data'];

export const findFact = (tenant: Tenant, id: string): Promise<Fact | undefined> =>
  happened.get(tenant, { month: monthOf(id), id });

/** The first moment whose facts may still be there. */
const oldest = (tenant: Tenant, now: Date): Date =>
  new Date(Math.max(timeOfId(tenant).getTime(), after(now, -KEPT * DAY).getTime()));

/**
 * Facts in the order in which they happened. One of these last minutes may still come to light between two others: only
 * what can no longer change is told.
 * @param since a fact's id, or a moment in ISO 8601; everything that is kept unless given
 * @returns facts, and the moment up to which nothing is missing when there are fewer than `limit`
 */
export async function factsSince(
  tenant: Tenant,
  { since, limit, now }: { since?: string | undefined; limit: number; now: Date },
): Promise<{ facts: Fact[]; until: Date }> {
  const until = after(now, -SETTLED);
  const isId = since?.startsWith('fct_');
  const asked = since === undefined ? 0 : (isId ? timeOfId(since) : new Date(since)).getTime();
  const begins = new Date(Math.max(oldest(tenant, now).getTime(), asked));
  const first = since && isId && asked === begins.getTime() ? since : beginningOfIds('fct', begins);
  const end = beginningOfIds('fct', until);
  const facts: Fact[] = [];
  for (const month of monthsBetween(begins, until)) {
    if (facts.length < limit) facts.push(...(await happened.between(tenant, month, first, end, limit - facts.length)));
  }
  return { facts, until };
}

function monthsBetween(from: Date, until: Date): string[] {
  const months: string[] = [];
  for (let at = from; at <= until; at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1)))
    months.push(partitionOf(at));
  return months;
}

/** Everybody who listens has been told. */
export const everybodyTold = (tenant: Tenant, fact: Fact): Write =>
  happened.update(tenant, fact, { due: { tell: null } });
