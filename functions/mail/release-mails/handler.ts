import { serve } from '../../../shared/function/queue.ts';
import { commit } from '../../../shared/table/transact.ts';
import { heldFor, release } from '../held-mail.ts';
import { isSuppressed, suppressions } from '../suppression.ts';
import contract from './contract.ts';

/** Each mail in a transaction of its own: whoever comes after a crash goes on with those that still wait. */
export const handler = serve(contract, async ({ data: { tenant, suppressionId: id }, now, transact }) => {
  const lifted = await suppressions.get(tenant, { id });
  if (!lifted?.lifted) return [];
  // Suppressed again meanwhile: they go on waiting.
  if (!(await isSuppressed(tenant, lifted.address))) {
    for (const [place, held] of (await heldFor(tenant, lifted.address)).entries()) {
      await commit(await release(tenant, held, place, now), now, transact);
    }
  }
  return [suppressions.update(tenant, { id }, { due: { release: null } })];
});
