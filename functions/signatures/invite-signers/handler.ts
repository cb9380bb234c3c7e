import { serve } from '../../../shared/function/queue.ts';
import { requestStates } from '../request-states.ts';
import { loadRequest, requests } from '../signature-request.ts';
import { invite, keep } from '../signer-mail.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const { request, signers: all } = await loadRequest(tenant, requestId);
  if (!requestStates.may('send', request)) return [];
  const uninvited = all.filter(({ invitationMailId }) => !invitationMailId);
  if (!uninvited.length) return [];
  const invitations = await Promise.all(
    uninvited.map(async (signer) => {
      const { mailId, writes } = await invite(tenant, request, signer, now);
      return [...writes, keep(tenant, signer, 'invitationMailId', mailId)];
    }),
  );
  return [
    ...invitations.flat(),
    requests.update(tenant, request, { when: { equals: { status: request.status } }, due: { next: null } }),
  ];
});
