import { alreadySent, codeState, pauseLeft } from '../../../shared/codes/code.ts';
import { codeText, makeCode, shortWords, takeCode } from '../../../shared/codes/make-code.ts';
import { serve } from '../../../shared/function/page.tsx';
import { settle } from '../../../shared/function/settle.ts';
import { conflict, tooMany, unavailable } from '../../../shared/problem/problem.ts';
import { sendSms } from '../../../shared/sms.ts';
import { commit, transact, type Write } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import { ALL_USED, askedOf, codeSentAct, mayHaveMoreCodes } from '../code.ts';
import { codePage } from '../code-page.ts';
import { openFirst, opening } from '../opening.ts';
import { servedAt } from '../served-document.ts';
import { happen, loadRequest, type SignatureRequest } from '../signature-request.ts';
import { signerStates, signers } from '../signer.ts';
import { signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params: { token }, hosted, query, client, cookies, wantsJson, now, log }) => {
    const link = await signerOfLink(token, 'sign', hosted, now);
    if ('see' in link) return link;
    const { tenant, request, signer } = link;
    const toCodeForm = { see: signingPath(token, '/code') };
    if (alreadySent(signer, query.after, now)) return toCodeForm;
    if (!signer.openedAt) {
      const served = servedAt(cookies, request, signer);
      if (!served) return openFirst(token, wantsJson);
      const opened = { client, via: 'link' as const, servedAt: served };
      await commit(opening(tenant, request, signer, opened, now), now);
    }

    const holder = askedOf(tenant, signer);
    if (!mayHaveMoreCodes(signer)) throw conflict('too-many-codes', ALL_USED);
    const wait = await takeCode(holder, now);
    if (wait) {
      const problem = tooMany(wait);
      if (wantsJson || codeState(signer, now) !== 'live') throw problem;
      // The last code still serves, and is typed here.
      const why = pauseLeft(signer, now) ? ON_ITS_WAY : TOO_MANY;
      const error = `${why[request.locale]} ${problem.toJSON(request.locale).detail}`;
      return {
        status: problem.status,
        page: await codePage({ tenant, token, request, signer, now, error }),
        headers: problem.headers,
      };
    }
    const { code, number, change } = await makeCode(holder, now);
    const alive = change();
    const sameLink = { equals: { ...alive.when.equals, link: signer.link } };
    await transact([signers.update(tenant, signer, { ...alive, when: sameLink })]);
    const messageId = await sendSms(holder.address, smsText(code, request)).catch(async (error: unknown) => {
      log.error('sms-failed', { requestId: request.id, error });
      await transact([signers.update(tenant, signer, { when: { equals: { codesSent: number } }, remove: ['code'] })]);
      throw unavailable(
        say(
          'Le SMS n’a pas pu partir. Revenez en arrière et demandez un nouveau code.',
          'The text message could not leave. Go back and ask for a new code.',
        ),
      );
    });

    await settle(async () => ({ writes: await left(holder, request.id, signer.id, number, messageId, now) }), now);
    return toCodeForm;
  },
);

/** What follows from an SMS that left. Its code may have been used already: the signature then says that it was sent. */
async function left(
  holder: ReturnType<typeof askedOf>,
  requestId: string,
  signerId: string,
  number: number,
  messageId: string,
  now: Date,
): Promise<Write[]> {
  const { tenant } = holder;
  const { request, signers: all } = await loadRequest(tenant, requestId);
  const signer = all.find(({ id }) => id === signerId);
  if (!signer || !signerStates.may('sign', signer)) return [];
  const noted = happen(tenant, request, [codeSentAct(signer, holder, number, messageId, now)]);
  if (signer.code?.number !== number) return noted;
  return [
    ...noted,
    signers.update(tenant, signer, {
      when: { equals: { status: signer.status, 'code.number': number } },
      set: { 'code.messageId': messageId },
    }),
  ];
}

const TOO_MANY = say('Trop de codes ont été demandés.', 'Too many codes were asked for.');

const ON_ITS_WAY = say(
  'Un code vient de partir, et un autre le rendrait inutile.',
  'A code has just left, and another would make it useless.',
);

function smsText(code: string, { original, sender, locale }: SignatureRequest): string {
  const from = shortWords(sender.company ?? sender.name);
  const name = shortWords(original.filename);
  return codeText(code, say(`pour signer ${name} de ${from}`, `to sign ${name} from ${from}`), locale);
}
