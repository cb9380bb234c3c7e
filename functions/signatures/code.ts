import { randomInt } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../../shared/clock.ts';
import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { codeMac, sameMac } from '../../shared/keys/code-mac.ts';
import type { Allowance } from '../../shared/table/counter.ts';
import { say, type Text } from '../../shared/text.ts';
import type { Act } from '../proof/ledger.ts';
import { seenFrom } from './opening.ts';
import { maskedPhone, type Signer } from './signer.ts';

/** A code received by SMS: short, hence few tries, little time, and only one alive. */
export const CODE = { digits: 6, seconds: 10 * MINUTE, tries: 5 } as const;

export const newCode = (): string => String(randomInt(10 ** CODE.digits)).padStart(CODE.digits, '0');

/** The code that a person typed, without the spaces that telephones and hands put in; undefined when it is none. */
export function typedCode(text: string): string | undefined {
  const typed = text.normalize('NFKC').replace(/[\s.-]/g, '');
  return typed.length === CODE.digits && /^\d+$/.test(typed) ? typed : undefined;
}

/** What a code's MAC is bound to: no code opens another signer's door, nor an earlier one the next. */
export const boundTo = ({ requestId, id }: Signer, number: number): string => `sign/${requestId}/${id}/${number}`;

/** Codes that one signer may ever ask for: guesses must not add up over a link's two months. */
export const MOST_CODES = 15;

/** How many codes may leave: for one signer, to one phone whoever asks for it, and for one account. */
export const codeAllowances = (tenant: Tenant, { requestId, id, phone }: Signer): Allowance[] => [
  { key: `code:${requestId}:${id}`, max: 5, window: HOUR },
  { key: `code:${phone}`, max: 30, window: DAY },
  { key: `code:${tenant}`, max: 500, window: DAY },
];

/** Seconds: a second click this soon, on a page that does not say what it knew of, is a double click. */
const SAME_CLICK = 5;
/** Seconds after which whoever made a code without noting that it left is dead: the function's timeout. */
const SENDING = 15;

/** Whether a click only repeats one that has had its code. `known`: how many codes its page knew of. */
export function alreadySent(signer: Signer, known: number | undefined, now: Date): boolean {
  const { code, codesSent } = signer;
  if (!code) return false;
  const age = (now.getTime() - Date.parse(code.madeAt)) / 1000;
  if (!code.messageId && age > SENDING) return false;
  if (known !== undefined) return known < codesSent;
  return codeState(signer, now) === 'live' && age < SAME_CLICK;
}

/** The act by which a code left. Without a message id when nothing was noted but that the code came back. */
export const codeSentAct = ({ id, phone }: Signer, number: number, messageId: string | undefined, at: Date): Act => ({
  act: 'code-sent',
  actor: { kind: 'system' },
  at,
  details: { signerId: id, channel: 'sms', number, messageId, maskedPhone: maskedPhone(phone) },
  personal: { phone },
});

export type CodeState = 'none' | 'live' | 'expired' | 'exhausted';

export function codeState({ code }: Signer, now: Date): CodeState {
  if (!code) return 'none';
  if (code.tries >= CODE.tries) return 'exhausted';
  return now.toISOString() >= code.expiresAt ? 'expired' : 'live';
}

/** Why a code was not taken, for the person who typed it. */
export function refusal(state: CodeState, triesLeft: number): Text {
  if (state === 'none') return say('Demandez d’abord un code.', 'Ask for a code first.');
  if (state === 'expired')
    return say('Ce code a expiré. Demandez-en un nouveau.', 'This code has expired. Ask for a new one.');
  if (state === 'exhausted' || triesLeft === 0) {
    return say(
      'Trop d’essais avec ce code. Demandez-en un nouveau.',
      'Too many tries with this code. Ask for a new one.',
    );
  }
  return triesLeft === 1
    ? say('Code incorrect. Il vous reste un essai.', 'Wrong code. You have one try left.')
    : say(`Code incorrect. Il vous reste ${triesLeft} essais.`, `Wrong code. You have ${triesLeft} tries left.`);
}

const NO_CODE = say(
  'Tapez les 6 chiffres du code que vous avez reçu par SMS.',
  'Type the 6 digits of the code that you received by text message.',
);

/** What came of a typed code: it is the right one, or why not, and what is to be noted of it. */
export type Tried =
  | { right: true; number: number; tries: number }
  | {
      right: false;
      why: Text;
      counted?: { signer: Signer; act: Act; set: Record<string, unknown>; missing: string[] };
    };

/**
 * Compares what was typed with the live code. What is no code at all counts for nothing; a wrong one counts as a try; one
 * that is typed after the code's death is noted once, so that nobody fills the history with guesses.
 */
export async function tryCode(signer: Signer, text: string, client: Client, now: Date): Promise<Tried> {
  const { code } = signer;
  const state = codeState(signer, now);
  const typed = typedCode(text);
  if (!code) return { right: false, why: refusal('none', 0) };
  const live = state === 'live';
  if (live && typed === undefined) return { right: false, why: NO_CODE };
  const { number } = code;
  const tries = live ? code.tries + 1 : code.tries;
  if (live && sameMac(await codeMac(typed ?? '', boundTo(signer, number)), code.mac))
    return { right: true, number, tries };

  const why = refusal(state, CODE.tries - tries);
  if (code.typedDead) return { right: false, why };
  const act = {
    act: 'code-refused',
    actor: { kind: 'signer' as const, id: signer.id },
    at: now,
    details: { number, tries, reason: live ? 'wrong' : state },
    personal: seenFrom(client),
  };
  return {
    right: false,
    why,
    counted: {
      signer: { ...signer, code: { ...code, tries } },
      act,
      set: live ? { 'code.tries': tries } : { 'code.typedDead': true },
      missing: live ? [] : ['code.typedDead'],
    },
  };
}
