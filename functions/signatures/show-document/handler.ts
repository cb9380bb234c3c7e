import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { brandOf } from '../../branding/brand.ts';
import { loadRequest } from '../signature-request.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';
import { SigningPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, hosted, query, now }) => {
  const link = await signerOfLink(token, 'sign', hosted, now);
  if ('see' in link) return link;
  const { tenant, request, signer } = link;
  const { original, sender, locale, message } = request;
  const [{ signers }, brand] = await Promise.all([
    loadRequest(tenant, request.id),
    brandOf(tenant, sender.company ?? sender.name),
  ]);
  const others = signers.filter(({ id }) => id !== signer.id);
  // The viewer follows our redirection to the bucket: its origin must be allowed to it.
  const origin = new URL(await presignDownload(original, original.filename)).origin;
  return {
    connect: [origin],
    page: SigningPage({
      locale,
      brand,
      sender,
      signerName: signer.name,
      documentName: original.filename,
      pageCount: original.pages,
      beside: original.beside && {
        beside: original.beside,
        attachmentUrl: (number) => signingPath(token, `/attachments/${number}`),
      },
      documentUrl: signingPath(token, '/document'),
      codeAction: `${signingPath(token, '/code')}?after=${signer.codesSent}`,
      refusalPage: signingPath(token, '/refusal'),
      openedAction: signingPath(token, '/opened'),
      message,
      expiresAt: request.expiresAt ? new Date(request.expiresAt) : undefined,
      unopened: query.unopened !== undefined && !signer.openedAt,
      otherSigners: others.map(({ name, status }) => ({ name, signed: status === 'signed' })),
    }),
  };
});
