import { serve } from '../../../shared/function/page.tsx';
import { brandOf } from '../../branding/brand.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';
import { RefusalPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, hosted, now }) => {
  const link = await signerOfLink(token, 'refusal', hosted, now);
  if ('see' in link) return link;
  const { tenant, request, signer } = link;
  return {
    page: RefusalPage({
      locale: request.locale,
      brand: await brandOf(tenant, request.sender.company ?? request.sender.name),
      documentName: request.original.filename,
      declineAction: signingPath(token, '/refusal'),
      documentPage: signingPath(token),
      declined: signer.status === 'declined',
    }),
  };
});
