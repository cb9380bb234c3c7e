import { serve } from '../../../shared/function/http.ts';
import { tooMany } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { pauseAfter, reminding, waitingSigners } from '../reminding.ts';
import { requestStates } from '../request-states.ts';
import { loadRequest } from '../signature-request.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant, userId }, now }) => {
  const { request, signers } = await loadRequest(tenant, params.requestId);
  const waiting = waitingSigners(request, signers, now);
  if (!waiting.length) throw requestStates.refusal(request, 'nobody-to-remind', NOBODY);
  const pause = pauseAfter(request.remindedAt, now);
  if (pause) throw tooMany(pause);
  return {
    status: 200,
    body: { id: request.id, reminded: waiting.map(({ id }) => id) },
    writes: await reminding(tenant, request, waiting, { kind: 'user', id: userId }, now),
  };
});

const NOBODY = say(
  'Aucun signataire invité n’est attendu : il n’y a personne à qui rappeler.',
  'No invited signer is awaited: there is nobody to remind.',
);
