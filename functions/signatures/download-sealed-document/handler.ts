import { serve } from '../../../shared/function/page.tsx';
import { useCapability } from '../../../shared/identity/capability.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { findRequest, notYet, sealedName } from '../signature-request.ts';
import { SEALED_LINK } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { tenant, subject } = await useCapability(token, SEALED_LINK.purpose, now);
  const request = await findRequest(tenant, subject.requestId ?? '');
  if (!request.sealed) throw notYet(request);
  return { see: await presignDownload(request.sealed, sealedName(request)) };
});
