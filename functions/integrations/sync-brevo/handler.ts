import { serve } from '../../../shared/function/queue.ts';
import { BrevoFailed, brevo } from '../brevo-api.ts';
import { step } from '../brevo-round.ts';
import { keyOf, putOff, readSync } from '../brevo-sync.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant }, now, log }) => {
  const sync = await readSync(tenant);
  // What woke it is of an earlier step, or it was turned off.
  if (!sync?.enabled || (sync.nextAt && sync.nextAt > now.toISOString())) return [];
  try {
    return await step(tenant, brevo(await keyOf(tenant, sync)), sync, now);
  } catch (error) {
    if (!(error instanceof BrevoFailed)) throw error;
    log.warn('brevo', { cause: error.why, wait: error.wait });
    return [putOff(tenant, sync, error, now)];
  }
});
