import { serve } from '../../../shared/function/queue.ts';
import { clearAgain, forget, lists } from '../list.ts';
import { clearSome } from '../list-address.ts';
import contract from './contract.ts';

/** Addresses of one step. */
const SOME = 2_000;

export const handler = serve(contract, async ({ data: { tenant, listId }, now }) => {
  const list = await lists.get(tenant, { id: listId });
  if (list?.status !== 'deleted') return [];
  const cleared = await clearSome(tenant, listId, SOME);
  // Seen empty before, and again now: whatever still wrote to it has ended.
  if (cleared === 0 && list.addresses === 0) return [forget(tenant, list)];
  return [clearAgain(tenant, list, cleared < SOME, now)];
});
