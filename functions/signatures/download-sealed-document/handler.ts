import { serve } from '../../../shared/function/page.tsx';
import { findCapability, inTime } from '../../../shared/identity/capability.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { findRequest, notYet, sealedName } from '../signature-request.ts';
import { hostOf, SEALED_LINK } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, hosted, now }) => {
  const capability = await findCapability(token, SEALED_LINK.purpose);
  const { tenant, subject } = capability;
  const request = await findRequest(tenant, subject.requestId ?? '');
  hosted(() => hostOf(tenant, request));
  inTime(capability, now);
  if (!request.sealed) throw notYet(request);
  return { see: await presignDownload(request.sealed, sealedName(request)) };
});
