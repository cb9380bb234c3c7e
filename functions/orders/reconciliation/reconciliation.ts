import * as z from 'zod';
import { after, DAY } from '../../../shared/clock.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueAt } from '../../../shared/table/due.ts';
import { entity } from '../../../shared/table/entity.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { reconcileOrders } from '../commands/reconcile-orders.ts';
import { type Finding, findingSchema } from './finding.ts';

/** Findings that are kept; how many there were is told all the same. */
const MOST = 200;

/** What the latest comparison of an account's orders with Stripe and its bank came to. */
const reconciliations = entity({
  name: 'reconciliation',
  partition: 'of',
  dues: { compare: 'always' },
  schema: z.object({
    of: z.literal('reconciliation'),
    /** When it was made; none before the first. */
    at: z.string().optional(),
    count: z.int(),
    findings: z.array(findingSchema),
  }),
});
export type Reconciliation = z.infer<(typeof reconciliations)['schema']>;
const OF = { of: 'reconciliation' } as const;

const dueIn = (tenant: Tenant, seconds: number, now: Date) => ({
  compare: dueAt(outgoing(reconcileOrders, { tenant }), after(now, seconds)),
});

export const getReconciliation = (tenant: Tenant): Promise<Reconciliation | undefined> =>
  reconciliations.get(tenant, OF);

/** The writes by which an account's orders are compared each day, from its first order that is to be paid. */
export const reconciled = async (tenant: Tenant, now: Date): Promise<Write[]> =>
  (await getReconciliation(tenant))
    ? []
    : [reconciliations.put(tenant, { ...OF, count: 0, findings: [] }, { due: dueIn(tenant, DAY, now) })];

/** The write by which a comparison is kept, and made again tomorrow. */
export function compared(
  tenant: Tenant,
  before: Reconciliation | undefined,
  findings: readonly Finding[],
  now: Date,
): Write {
  const found = { at: now.toISOString(), count: findings.length, findings: findings.slice(0, MOST) };
  const due = dueIn(tenant, DAY, now);
  return before
    ? reconciliations.update(tenant, OF, { set: found, due })
    : reconciliations.put(tenant, { ...OF, ...found }, { due });
}
