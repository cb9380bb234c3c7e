import * as z from 'zod';
import { mailingFacts } from '../../events/mailing.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueSoon } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { contactHeardFrom } from '../contacts/contact.ts';
import { tell } from '../facts/fact.ts';
import { judgeVisit } from './commands/judge-visit.ts';
import type { Mailing } from './mailing.ts';
import { noteClick, type Recipient } from './recipient.ts';
import { VERDICT_AFTER } from './visit-verdict.ts';

/** That a link of the email to one address was followed, beside the row of that address. */
const visits = entity({
  name: 'mailing-visit',
  partition: 'shard',
  sort: ['key', 'link'],
  dues: { judge: 'always' },
  schema: z.object({
    shard: z.string(),
    key: z.string(),
    /** Which link of the mailing, by its number. */
    link: z.int(),
    /** When it was followed: the visit that is, or was, judged last. */
    at: z.string(),
    /** By whom, once that is judged. */
    by: z.enum(['person', 'machine']).optional(),
  }),
});
type Visit = z.infer<(typeof visits)['schema']>;

/** A link was followed: it is judged a little later, with the other visits of that moment. One that waits stands for all. */
export async function visited(
  tenant: Tenant,
  { id: mailingId }: Mailing,
  { shard, key }: Recipient,
  link: number,
  now: Date,
): Promise<Write[]> {
  const due = { judge: dueSoon(outgoing(judgeVisit, { tenant, mailingId, key, link }), VERDICT_AFTER, now) };
  const at = now.toISOString();
  const before = await findVisit(tenant, { shard, key, link });
  if (!before) return [visits.put(tenant, { shard, key, link, at }, { due })];
  if (!before.by) return [];
  return [visits.update(tenant, before, { set: { at }, remove: ['by'], due, when: { equals: { at: before.at } } })];
}

export const findVisit = (tenant: Tenant, key: Pick<Visit, 'shard' | 'key' | 'link'>): Promise<Visit | undefined> =>
  visits.get(tenant, key);

/** Every visit of the links of one email. */
export const visitsOf = (tenant: Tenant, { shard, key }: Recipient, most: number): Promise<Visit[]> =>
  visits.within(tenant, shard, [key, ''], most);

/** The writes by which a visit is judged; a person's counts in the report, and as the last contact with them. */
export async function judged(
  tenant: Tenant,
  { id: mailingId }: Mailing,
  recipient: Recipient,
  visit: Visit,
  by: 'person' | 'machine',
  now: Date,
): Promise<Write[]> {
  const verdict = visits.update(tenant, visit, {
    set: { by },
    due: { judge: null },
    when: { equals: { at: visit.at }, missing: ['by'] },
  });
  if (by === 'machine') return [verdict];
  const { contactId } = recipient;
  const told = recipient.clickedAt ? [] : [tell(tenant, mailingFacts, 'clicked', { mailingId, contactId }, now)];
  const reached = contactId === undefined ? [] : await contactHeardFrom(tenant, contactId, visit.at);
  return [verdict, ...(await noteClick(tenant, recipient, visit.link, visit.at)), ...reached, ...told];
}
