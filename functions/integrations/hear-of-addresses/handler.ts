import { serve } from '../../../shared/function/queue.ts';
import { hasten, readSync } from '../brevo-sync.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant }, now }) => {
  const sync = await readSync(tenant);
  return sync ? hasten(tenant, sync, now) : [];
});
