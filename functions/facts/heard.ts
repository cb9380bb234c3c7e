import * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import type { ToldFact } from '../../shared/function/fact.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';

/** How long a fact may still be told again, in days: as long as it is kept, and a queue's own patience. */
const TOLD_AGAIN = 105;

/** That a listener has acted on a fact, where what it does must not be done twice. */
const heard = entity({
  name: 'fact-heard',
  partition: 'factId',
  sort: ['by'],
  schema: z.object({ factId: z.string(), by: z.string(), at: z.string() }),
  expires: ({ at }) => after(new Date(at), TOLD_AGAIN * DAY),
});

/**
 * The write that notes that a listener acts on a fact, for the transaction of what it does; nothing when it already has.
 * Of two at once the second finds that it stands, and runs again.
 */
export async function hearOnce(
  tenant: Tenant,
  { id: factId }: Pick<ToldFact, 'id'>,
  by: string,
  now: Date,
): Promise<Write | undefined> {
  if (await heard.get(tenant, { factId, by })) return undefined;
  return heard.put(tenant, { factId, by, at: now.toISOString() }, { when: { absent: true } });
}
