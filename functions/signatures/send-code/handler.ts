import { after } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/page.tsx';
import { settle } from '../../../shared/function/settle.ts';
import { codeMac } from '../../../shared/keys/code-mac.ts';
import { tooMany, unavailable } from '../../../shared/problem/problem.ts';
import { sendSms } from '../../../shared/sms.ts';
import { take } from '../../../shared/table/counter.ts';
import { transact } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import { boundTo, CODE, codeAllowances, codeState, newCode } from '../code.ts';
import { openedAct } from '../opening.ts';
import { happen, loadRequest, type SignatureRequest } from '../signature-request.ts';
import { maskedPhone, type Signer, signers } from '../signer.ts';
import { mustBeOpen, signerOfLink, signingPath } from '../signing-link.ts';
import contract from './contract.ts';

/** Seconds in which a second click on a page that does not say what it knew of is taken for a double click. */
const SAME_CLICK = 5;

export const handler = serve(contract, async ({ params: { token }, query, client, now, log }) => {
  const { tenant, request, signer } = await signerOfLink(token, now);
  if (signer.status === 'signed') return { see: signingPath(token, '/signature') };
  mustBeOpen(request);
  const enterCode = { see: signingPath(token, '/code') };
  if (alreadySent(signer, query.after, now)) return enterCode;

  for (const allowance of codeAllowances(signer)) {
    const wait = await take(allowance, now);
    if (wait) throw tooMany(wait);
  }
  const code = newCode();
  const number = signer.codesSent + 1;
  // The code lives before it leaves: a code that was received always works, and only the last one.
  await transact([
    signers.update(tenant, signer, {
      when: { equals: { codesSent: signer.codesSent } },
      set: {
        codesSent: number,
        code: {
          mac: await codeMac(code, boundTo(signer, number)),
          number,
          tries: 0,
          madeAt: now.toISOString(),
          expiresAt: after(now, CODE.seconds).toISOString(),
        },
      },
    }),
  ]);
  const messageId = await sendSms(signer.phone, smsText(code, request)).catch((error: unknown) => {
    log.error('sms-failed', { requestId: request.id, error });
    throw unavailable(
      say(
        'Le SMS n’a pas pu partir. Revenez en arrière et demandez un nouveau code.',
        'The text message could not leave. Go back and ask for a new code.',
      ),
    );
  });

  await settle(async () => {
    const fresh = await loadRequest(tenant, request.id);
    const unopened = !fresh.signers.find(({ id }) => id === signer.id)?.openedAt;
    const sent = {
      act: 'code-sent',
      actor: { kind: 'system' as const },
      at: now,
      details: { signerId: signer.id, channel: 'sms', number, messageId, maskedPhone: maskedPhone(signer.phone) },
      personal: { phone: signer.phone },
    };
    return {
      writes: [
        ...happen(
          tenant,
          fresh.request,
          [...(unopened ? [openedAct(signer, { client, via: 'button' }, now)] : []), sent],
          {
            to: 'opened',
          },
        ),
        ...(unopened
          ? [
              signers.update(tenant, signer, {
                when: { missing: ['openedAt'] },
                set: { status: 'opened', openedAt: now.toISOString() },
              }),
            ]
          : []),
      ],
    };
  }, now);
  return enterCode;
});

function alreadySent(signer: Signer, known: number | undefined, now: Date): boolean {
  if (known !== undefined) return known < signer.codesSent;
  const made = signer.code && Date.parse(signer.code.madeAt);
  return made !== undefined && codeState(signer, now) === 'live' && now.getTime() - made < SAME_CLICK * 1000;
}

function smsText(code: string, { original, sender, locale }: SignatureRequest): string {
  const from = sender.company ?? sender.name;
  return say(
    `${code} est votre code pour signer « ${original.filename} » de ${from}. Valable 10 minutes. Ne le donnez à personne.`,
    `${code} is your code to sign “${original.filename}” from ${from}. Valid for 10 minutes. Give it to nobody.`,
  )[locale];
}
