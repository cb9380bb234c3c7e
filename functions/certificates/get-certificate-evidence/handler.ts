import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { findCertificate, notYetMade } from '../certificate.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { certificateId }, actor: { tenant } }) => {
  const { id, evidence, chain } = await findCertificate(tenant, certificateId);
  if (!evidence || evidence.sequence < chain.sequence) throw notYetMade();
  return {
    status: 303,
    body: undefined,
    headers: { location: await presignDownload(evidence, `preuve-${id}.zip`, true) },
  };
});
