import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { addressNamed, getConsent, isSealed, notYetSealed } from '../consent.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, now }) => {
  const consent = await getConsent(tenant, await addressNamed(tenant, params.email, now));
  if (!consent?.evidence || !isSealed(consent, 'evidence')) throw notYetSealed(consent);
  const location = await presignDownload(consent.evidence, `preuve-${consent.id}.zip`, true);
  return { status: 303, body: undefined, headers: { location } };
});
