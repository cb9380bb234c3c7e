import { serve } from '../../../shared/function/page.tsx';
import { useCapability } from '../../../shared/identity/capability.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { noRequest, notYet, requests, sealedName } from '../signature-request.ts';
import { SEALED_LINK } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { tenant, subject } = await useCapability(token, SEALED_LINK.purpose, now);
  const request = await requests.get(tenant, { id: subject.requestId ?? '' });
  if (!request) throw noRequest();
  if (!request.sealed) throw notYet(request);
  return { see: await presignDownload(request.sealed, sealedName(request)) };
});
