import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { servedCookie } from '../served-document.ts';
import { signerOfLink } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, hosted, now }) => {
  const link = await signerOfLink(token, 'read', hosted, now);
  if ('see' in link) return link;
  const { request, signer } = link;
  return {
    see: await presignDownload(request.original, request.original.filename),
    cookies: [servedCookie(token, request, signer, now)],
  };
});
