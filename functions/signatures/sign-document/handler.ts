import { asTried, tryCode } from '../../../shared/codes/try-code.ts';
import { serve } from '../../../shared/function/page.tsx';
import type { Client } from '../../../shared/identity/actor.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { Problem } from '../../../shared/problem/problem.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { dueNow } from '../../../shared/table/due.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { say, type Text } from '../../../shared/text.ts';
import { askedOf, codeSentAct } from '../code.ts';
import { codePage } from '../code-page.ts';
import { inviteSigners } from '../commands/invite-signers.ts';
import { sealDocument } from '../commands/seal-document.ts';
import { CONSENT_VERSION, consentText } from '../consent-text.ts';
import { keepOriginal } from '../keep-original.ts';
import { openFirst, seenFrom } from '../opening.ts';
import type { RequestAct } from '../request-acts.ts';
import { happen, type SignatureRequest } from '../signature-request.ts';
import { type Signer, signers } from '../signer.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, hosted, body, client, wantsJson, now, log }) => {
  const link = await signerOfLink(token, 'sign', hosted, now);
  if ('see' in link) return link;
  const { tenant, request, signer } = link;
  if (!signer.openedAt) return openFirst(token, wantsJson);

  /** Shows the page again, saying why; a program is given the problem. */
  const refuse = async (why: Text, as = signer, writes: readonly Write[] = []) =>
    wantsJson
      ? { status: 422, json: problemOf(why).toJSON(request.locale), writes }
      : {
          status: 422,
          page: await codePage({ tenant, token, request, signer: as, now, error: why[request.locale] }),
          writes,
        };

  if (!body.consentVersion) return refuse(NO_CONSENT);
  if (body.consentVersion !== CONSENT_VERSION) return refuse(REWORDED);
  const tried = await tryCode(askedOf(tenant, signer), body.code, now);
  if (tried.right) {
    await keepOriginal(request, log);
    return { see: signingPath(token, '/signature'), writes: signing(tenant, request, signer, tried, client, now) };
  }
  if (!tried.counted) return refuse(tried.why);
  const { code, change, details } = tried.counted;
  const act: RequestAct = {
    act: 'code-refused',
    actor: { kind: 'signer', id: signer.id },
    at: now,
    details,
    personal: seenFrom(client),
  };
  const counted = signers.update(tenant, signer, { ...change, when: asSeen(signer, change.when) });
  return refuse(tried.why, { ...signer, code }, [...happen(tenant, request, [act]), counted]);
});

/** Nobody who has signed or declined meanwhile is counted a try, nor signs. */
const asSeen = (signer: Signer, when = asTried(signer)) => ({
  ...when,
  equals: { ...when.equals, status: signer.status },
});

/** The writes by which a signer who gave the right code has signed; the last one's lead to the seal, those of a turn to the next. */
function signing(
  tenant: Tenant,
  request: SignatureRequest,
  signer: Signer,
  { number, tries }: { number: number; tries: number },
  client: Client,
  now: Date,
): Write[] {
  const actor = { kind: 'signer' as const, id: signer.id };
  const about = { tenant, requestId: request.id };
  const text = consentText(request, signer, request.locale);
  const last = request.signedCount + 1 === request.signerCount;
  const acts: RequestAct[] = [
    // That the code came back proves that it left, even if nobody lived to note it.
    ...(signer.code?.messageId ? [] : [codeSentAct(signer, askedOf(tenant, signer), number, undefined, now)]),
    { act: 'code-validated', actor, at: now, details: { number, tries }, personal: seenFrom(client) },
    {
      act: 'signed',
      actor,
      at: now,
      details: {
        sha256: request.original.sha256,
        consentVersion: CONSENT_VERSION,
        consentSha256: sha256Hex(text),
        locale: request.locale,
        ...signer.reading,
      },
      personal: { ...seenFrom(client), name: signer.name, consentText: text },
    },
  ];
  return [
    ...happen(tenant, request, acts, {
      signed: true,
      ...(last
        ? { move: 'finish', due: { next: dueNow(outgoing(sealDocument, about), now) } }
        : {
            move: 'open',
            ...(request.waitingCount && { due: { next: dueNow(outgoing(inviteSigners, about), now) } }),
          }),
    }),
    signers.move(tenant, signer, 'sign', {
      when: asSeen(signer),
      set: {
        signedAt: now.toISOString(),
        consent: { version: CONSENT_VERSION, locale: request.locale, text },
      },
      remove: ['code'],
    }),
  ];
}

const NO_CONSENT = say(
  'Dites à quoi vous consentez : envoyez avec le code le champ consentVersion du formulaire, qui nomme le texte affiché (GET /sign/{token}/code).',
  'Say what you agree to: send with the code the field consentVersion of the form, which names the text shown (GET /sign/{token}/code).',
);

/** The proof holds the wording that was under the signer's eyes, never another. */
const REWORDED = say(
  'Le texte que vous acceptez vient d’être mis à jour. Relisez-le, puis validez de nouveau.',
  'The text that you agree to has just been updated. Read it again, then confirm once more.',
);

const problemOf = (why: Text) => new Problem('code-refused', { detail: why });
