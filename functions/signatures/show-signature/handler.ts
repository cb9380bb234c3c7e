import { serve } from '../../../shared/function/page.tsx';
import { loadRequest } from '../signature-request.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';
import { SignedPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { tenant, request, signer } = await signerOfLink(token, now);
  if (signer.status !== 'signed') return { see: signingPath(token) };
  const { signers } = await loadRequest(tenant, request.id);
  return {
    page: SignedPage({
      locale: request.locale,
      documentName: request.original.filename,
      senderName: request.sender.company ?? request.sender.name,
      completed: request.status === 'completed',
      signedAt: new Date(signer.signedAt ?? now),
      requestId: request.id,
      waitingFor: signers.filter(({ status }) => status !== 'signed').map(({ name }) => name),
    }),
  };
});
