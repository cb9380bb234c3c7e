import { serve } from '../../../shared/function/queue.ts';
import { IN_STATE } from '../request-states.ts';
import { isOver, loadRequest, requests } from '../signature-request.ts';
import { invite, keep } from '../signer-mail.ts';
import { turnOf } from '../turns.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const { request, signers: all } = await loadRequest(tenant, requestId);
  if (!IN_STATE[request.status].signing || isOver(request, now)) return [];
  const uninvited = turnOf(all).filter(({ invitationMailId }) => !invitationMailId);
  const { status, waitingCount, chain } = request;
  if (!uninvited.length && !waitingCount) return [];
  const invitations = await Promise.all(
    uninvited.map(async (signer) => {
      const { mailId, writes } = await invite(tenant, request, signer, now);
      return [...writes, keep(tenant, signer, 'invitationMailId', mailId, { invitedAt: now.toISOString() })];
    }),
  );
  return [
    ...invitations.flat(),
    requests.update(tenant, request, {
      // Whoever signs meanwhile may end the turn.
      when: { equals: { status, 'chain.sequence': chain.sequence } },
      ...(waitingCount && {
        set: { waitingCount: all.filter(({ invitationMailId }) => !invitationMailId).length - uninvited.length },
      }),
      due: { next: null },
    }),
  ];
});
