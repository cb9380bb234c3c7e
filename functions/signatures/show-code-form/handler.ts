import { serve } from '../../../shared/function/page.tsx';
import { codePage } from '../code-page.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, hosted, now }) => {
  const link = await signerOfLink(token, 'sign', hosted, now);
  if ('see' in link) return link;
  const { tenant, request, signer } = link;
  if (!signer.code) return { see: signingPath(token) };
  return { page: await codePage({ tenant, token, request, signer, now }) };
});
