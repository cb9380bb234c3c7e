import { serve } from '../../../shared/function/queue.ts';
import { loadRequest, requests } from '../signature-request.ts';
import { writeToSigner } from '../signer-mail.ts';
import { SIGNING_LINK, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const { request, signers: all } = await loadRequest(tenant, requestId);
  if (request.status !== 'queued') return [];
  const uninvited = all.filter(({ invitationMailId }) => !invitationMailId);
  if (!uninvited.length) return [];
  const { sender, message } = request;
  const said = { senderName: sender.name, senderCompany: sender.company, message };
  const invitations = await Promise.all(
    uninvited.map((signer) => {
      const link = { ...SIGNING_LINK, path: signingPath, subject: { requestId, signerId: signer.id } };
      return writeToSigner(tenant, request, signer, 'invitation', link, () => said, now);
    }),
  );
  return [
    ...invitations.flat(),
    requests.update(tenant, request, { when: { equals: { status: 'queued' } }, due: null }),
  ];
});
