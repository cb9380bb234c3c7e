import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { findRequest, notYet } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => {
  const request = await findRequest(actor.tenant, params.requestId);
  if (!request.evidence) throw notYet(request);
  const location = await presignDownload(request.evidence, `preuve-${request.id}.zip`, true);
  return { status: 303, body: undefined, headers: { location } };
});
