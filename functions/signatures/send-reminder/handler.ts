import { HOUR } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/http.ts';
import { tooMany } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { reminding, waitingSigners } from '../reminding.ts';
import { requestStates } from '../request-states.ts';
import { loadRequest } from '../signature-request.ts';
import contract from './contract.ts';

/** Seconds between two reminders that somebody asks for. */
const PAUSE = HOUR;

export const handler = serve(contract, async ({ params, actor: { tenant, userId }, now }) => {
  const { request, signers } = await loadRequest(tenant, params.requestId);
  const waiting = waitingSigners(request, signers, now);
  if (!waiting.length) throw requestStates.refusal(request, 'nobody-to-remind', NOBODY);
  const pause = request.remindedAt ? PAUSE - (now.getTime() - Date.parse(request.remindedAt)) / 1000 : 0;
  if (pause > 0) throw tooMany(Math.ceil(pause));
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
