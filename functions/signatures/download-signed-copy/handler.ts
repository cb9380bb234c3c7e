import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { notYet, sealedName } from '../signature-request.ts';
import { signerOfLink } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, hosted, now }) => {
  const link = await signerOfLink(token, 'signed', hosted, now);
  if ('see' in link) return link;
  const { request } = link;
  if (!request.sealed) throw notYet(request);
  return { see: await presignDownload(request.sealed, sealedName(request)) };
});
