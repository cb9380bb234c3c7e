import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { servedCookie } from '../served-document.ts';
import { mustBeReadable, signerOfLink } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { request, signer } = await signerOfLink(token, now);
  mustBeReadable(request);
  return {
    see: await presignDownload(request.original, request.original.filename),
    cookies: [servedCookie(token, request, signer, now)],
  };
});
