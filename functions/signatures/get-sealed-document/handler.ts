import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { findRequest, notYet, sealedName } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => {
  const request = await findRequest(actor.tenant, params.requestId);
  if (!request.sealed) throw notYet(request);
  const location = await presignDownload(request.sealed, sealedName(request));
  return { status: 303, body: undefined, headers: { location } };
});
