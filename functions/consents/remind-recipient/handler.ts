import { serve } from '../../../shared/function/queue.ts';
import { remind } from '../asking.ts';
import { getConsent } from '../consent.ts';
import contract from './contract.ts';

/** Who has answered meanwhile is due for nothing: the state has cleared it. */
export const handler = serve(contract, async ({ data: { tenant, address }, now }) => {
  const consent = await getConsent(tenant, address);
  if (consent?.status !== 'pending' || consent.remindedAt || !consent.wording) return [];
  return remind(tenant, consent, consent.wording, now);
});
