import { sealDocument } from '../../../events/seal-document.ts';
import { serve } from '../../../shared/function/page.tsx';
import { codeMac, sameMac } from '../../../shared/keys/code-mac.ts';
import { Problem } from '../../../shared/problem/problem.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { dueNow } from '../../../shared/table/due.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { say, type Text } from '../../../shared/text.ts';
import { boundTo, CODE, codeSentAct, codeState, refusal, typedCode } from '../code.ts';
import { codePage } from '../code-page.ts';
import { CONSENT_VERSION, consentText } from '../consent-text.ts';
import { openedAct, seenFrom } from '../opening.ts';
import { happen, reached } from '../signature-request.ts';
import { type Signer, signers } from '../signer.ts';
import { mustBeOpen, signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, body, client, wantsJson, now }) => {
  const { tenant, request, signer } = await signerOfLink(token, now);
  if (signer.status === 'signed') return { see: signingPath(token, '/signature') };
  mustBeOpen(request);

  /** Shows the page again, saying why; a program is given the problem. */
  const again = (why: Text, as: Signer = signer, writes: readonly Write[] = []) =>
    wantsJson
      ? { status: 422, json: problemOf(why).toJSON(request.locale), writes }
      : { status: 422, page: codePage({ token, request, signer: as, now, error: why[request.locale] }), writes };

  if (body.consentVersion !== undefined && body.consentVersion !== CONSENT_VERSION) return again(REWORDED);
  const actor = { kind: 'signer' as const, id: signer.id };
  const state = codeState(signer, now);
  const { number = 0, tries = 0, mac = '', typedDead } = signer.code ?? {};
  const lock = { equals: { 'code.number': number, 'code.tries': tries, status: signer.status } };
  const typed = typedCode(body.code);
  if (state === 'live' && typed === undefined) return again(NO_CODE);
  const right = state === 'live' && sameMac(await codeMac(typed ?? '', boundTo(signer, number)), mac);

  if (!right) {
    const triesNow = state === 'live' ? tries + 1 : tries;
    const why = refusal(state, CODE.tries - triesNow);
    const refused = {
      act: 'code-refused',
      actor,
      at: now,
      details: { number, tries: triesNow, reason: state === 'live' ? 'wrong' : state },
      personal: seenFrom(client),
    };
    // One try is one write: those who guess in parallel share the same five. A dead code is noted once.
    const noted = state === 'live' ? { 'code.tries': triesNow } : { 'code.typedDead': true };
    const when = state === 'live' ? lock : { ...lock, missing: ['code.typedDead'] };
    const writes =
      state === 'none' || (state !== 'live' && typedDead)
        ? []
        : [...happen(tenant, request, [refused]), signers.update(tenant, signer, { when, set: noted })];
    const counted = signer.code ? { ...signer, code: { ...signer.code, tries: triesNow } } : signer;
    return again(why, counted, writes);
  }

  const text = consentText(request, signer, request.locale);
  const consent = { version: CONSENT_VERSION, locale: request.locale, text };
  const last = request.signedCount + 1 === request.signerCount;
  const at = now.toISOString();
  return {
    see: signingPath(token, '/signature'),
    writes: [
      ...happen(
        tenant,
        request,
        [
          ...(signer.openedAt ? [] : [openedAct(signer, { client, via: 'button' }, now)]),
          // That the code came back proves that it left, even if nobody lived to note it.
          ...(signer.code?.messageId ? [] : [codeSentAct(signer, number, undefined, now)]),
          { act: 'code-validated', actor, at: now, details: { number, tries: tries + 1 }, personal: seenFrom(client) },
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
        ],
        {
          ...reached(request, signer),
          signed: true,
          ...(last
            ? { to: 'signed', due: dueNow(outgoing(sealDocument, { tenant, requestId: request.id }), now) }
            : { to: 'opened' }),
        },
      ),
      signers.update(tenant, signer, {
        when: lock,
        set: { status: 'signed', signedAt: at, openedAt: signer.openedAt ?? at, consent },
        remove: ['code'],
      }),
    ],
  };
});

const NO_CODE = say(
  'Tapez les 6 chiffres du code que vous avez reçu par SMS.',
  'Type the 6 digits of the code that you received by text message.',
);

/** The proof holds the wording that was under the signer's eyes, never another. */
const REWORDED = say(
  'Le texte que vous acceptez vient d’être mis à jour. Relisez-le, puis validez de nouveau.',
  'The text that you agree to has just been updated. Read it again, then confirm once more.',
);

const problemOf = (why: Text) => new Problem(422, 'code-refused', say('Code refusé', 'Code refused'), { detail: why });
