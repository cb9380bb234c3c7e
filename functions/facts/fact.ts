import type * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import { type Facts, toldFact } from '../../shared/function/fact.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId, timeOfId } from '../../shared/ids.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { tellListeners } from './commands/tell-listeners.ts';

/** How long a fact can be read again, in days. */
const KEPT = 90;

const monthOf = (id: string): string => `facts:${timeOfId(id).toISOString().slice(0, 7)}`;

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

/** Everybody who listens has been told. */
export const everybodyTold = (tenant: Tenant, fact: Fact): Write =>
  happened.update(tenant, fact, { due: { tell: null } });
