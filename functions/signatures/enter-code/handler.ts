import { serve } from '../../../shared/function/page.tsx';
import { codePage } from '../code-page.ts';
import { elsewhere, mustBeOpen, signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { request, signer } = await signerOfLink(token, now);
  const away = elsewhere(token, signer, '');
  if (away) return away;
  mustBeOpen(request);
  if (!signer.code) return { see: signingPath(token) };
  return { page: codePage({ token, request, signer, now }) };
});
