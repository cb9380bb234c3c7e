import { after, DAY } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/queue.ts';
import { haveLinks, nextReminder, reminding, waitingSigners } from '../reminding.ts';
import { IN_STATE } from '../request-states.ts';
import { loadRequest, requests } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, requestId }, now }) => {
  const { request, signers } = await loadRequest(tenant, requestId);
  const { remindEvery, remindedAt, createdAt } = request;
  if (!remindEvery || !IN_STATE[request.status].signing) return [];
  // The message came twice, or somebody reminded meanwhile.
  if (after(new Date(remindedAt ?? createdAt), remindEvery * DAY) > now) return [];
  const waiting = waitingSigners(request, signers, now);
  if (waiting.length) return reminding(tenant, request, waiting, { kind: 'system' }, now);
  // Whom no mail reached may be reached later; once the links have ended there is nothing to be reminded of.
  const again = haveLinks(request, signers, now) ? nextReminder({ tenant, requestId }, remindEvery, now) : null;
  return [requests.update(tenant, request, { when: { equals: { status: request.status } }, due: { remind: again } })];
});
