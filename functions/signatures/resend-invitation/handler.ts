import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { invalidField, notFound, tooMany } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { causeText, suppressedBecause } from '../../mail/mail-cause.ts';
import { isSuppressed } from '../../mail/suppression.ts';
import { pauseAfter } from '../reminding.ts';
import { IN_STATE, requestStates } from '../request-states.ts';
import { resending } from '../resending.ts';
import { isOver, loadRequest } from '../signature-request.ts';
import { SAME_SIGNER, type Signer, signerKey, signerStates, signerViewOf } from '../signer.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor, client, locale, now }) => {
  const { tenant, userId, keyId } = actor;
  const { request, signers } = await loadRequest(tenant, params.requestId);
  const signer = signers.find(({ id }) => id === params.signerId);
  if (!signer) throw notFound(NO_SIGNER);
  if (isOver(request, now)) throw requestStates.refusal({ status: 'expired' });
  if (!IN_STATE[request.status].signing) throw requestStates.refusal(request);
  if (!signerStates.may('resend', signer)) throw signerStates.refusal(signer);

  const corrected = correction(signer, body);
  const isCorrected = Object.keys(corrected).length > 0;
  if (!isCorrected && request.waitingCount && !signer.invitationMailId) {
    throw signerStates.refusal(signer, 'wrong-state', NOT_YET);
  }
  const pause = isCorrected ? 0 : pauseAfter(signer.resentAt, now);
  if (pause) throw tooMany(pause);
  const right = { ...signer, ...corrected };
  if (signers.some((other) => other !== signer && signerKey(other) === signerKey(right))) {
    throw invalidField(corrected.email ? '/email' : '/phone', SAME_SIGNER);
  }
  await mayReceive(tenant, right.email);

  const by = { userId, keyId, client };
  const { signer: again, writes } = await resending(tenant, request, signers, signer, { by, corrected }, now);
  return { status: 200, body: signerViewOf(again, undefined, locale), writes };
});

/** What is to be changed of a signer; what is given as it was is no correction. */
const correction = (signer: Signer, { email, phone }: { email?: string | undefined; phone?: string | undefined }) => ({
  ...(email !== undefined && email !== signer.email && { email }),
  ...(phone !== undefined && phone !== signer.phone && { phone }),
});

/** @throws 422 when nothing may be sent to this address */
async function mayReceive(tenant: Tenant, email: string): Promise<void> {
  const suppressed = await isSuppressed(tenant, email);
  const why = suppressed && causeText(suppressedBecause(suppressed));
  if (why) throw invalidField('/email', why);
}

const NOT_YET = say(
  'Son tour n’est pas venu : l’invitation part quand tous ceux d’avant ont signé.',
  'Their turn has not come: the invitation leaves when all who come first have signed.',
);
const NO_SIGNER = say('Cette demande n’a pas ce signataire.', 'This request has no such signer.');
