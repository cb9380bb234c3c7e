import { serve } from '../../../shared/function/page.tsx';
import { brandOf } from '../../branding/brand.ts';
import { loadRequest } from '../signature-request.ts';
import { signerStates } from '../signer.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';
import { SignedPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, hosted, now }) => {
  const link = await signerOfLink(token, 'signed', hosted, now);
  if ('see' in link) return link;
  const { tenant, request, signer } = link;
  const [{ signers }, brand] = await Promise.all([
    loadRequest(tenant, request.id),
    brandOf(tenant, request.sender.company ?? request.sender.name),
  ]);
  return {
    page: SignedPage({
      locale: request.locale,
      documentName: request.original.filename,
      brand,
      status: request.status,
      signedAt: new Date(signer.signedAt ?? now),
      requestId: request.id,
      here: signingPath(token, '/signature'),
      download: request.sealed && signingPath(token, '/sealed-document'),
      waitingFor: signers.filter((other) => signerStates.may('sign', other)).map(({ name }) => name),
    }),
  };
});
