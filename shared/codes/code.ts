import * as z from 'zod';
import { HOUR, MINUTE } from '../clock.ts';
import type { Tenant } from '../identity/tenant.ts';
import { say, type Text } from '../text.ts';
import { CHANNELS, type Channel } from './channels.ts';

/** A one-time code: short, hence few tries, little time, and only one alive. */
export const CODE = {
  digits: 6,
  seconds: 10 * MINUTE,
  tries: 5,
  /** Seconds before another may be asked for: it would make the one dead that is on its way. */
  pause: 30,
  /** Codes for one subject: so many in a window, and ever, for guesses must not add up over months. */
  sends: { max: 5, window: HOUR, ever: 15 },
} as const;

/** What the row of whoever is asked for codes keeps of them. The live one is a MAC under a key that never leaves KMS. */
export const codeFields = {
  /** How many codes were ever made. */
  codesSent: z.number().int().nonnegative(),
  code: z
    .object({
      mac: z.string(),
      number: z.number().int(),
      tries: z.number().int(),
      /** It was typed although it was dead: noted once, so that nobody fills the history with guesses. */
      typedDead: z.boolean().optional(),
      madeAt: z.string(),
      expiresAt: z.string(),
      /** What it left by: the carrier's id of the SMS, or our mail. None as long as nobody knows that it left. */
      messageId: z.string().optional(),
    })
    .optional(),
};
const keptCodes = z.object(codeFields);
export type KeptCodes = z.infer<typeof keptCodes>;

/** Somebody who is asked for a code: what it opens, where it goes, and what their row keeps of it. */
export interface CodeHolder extends KeptCodes {
  tenant: Tenant;
  /** What its codes are good for, one word a use: `sign`. */
  purpose: string;
  /** Ids of what they open. */
  subject: string;
  channel: Channel;
  /** A phone in E.164, or an email address, as the channel has it. */
  address: string;
}

export type CodeState = 'none' | 'live' | 'expired' | 'exhausted';

export function codeState({ code }: KeptCodes, now: Date): CodeState {
  if (!code) return 'none';
  if (code.tries >= CODE.tries) return 'exhausted';
  return now.toISOString() >= code.expiresAt ? 'expired' : 'live';
}

/** Seconds: a second click this soon, on a page that does not say what it knew of, is a double click. */
const SAME_CLICK = 5;
/** Seconds after which whoever made a code without noting that it left is dead: the function's timeout. */
const SENDING = 15;

/** Whether a click only repeats one that has had its code. `known`: how many codes its page knew of. */
export function alreadySent(kept: KeptCodes, known: number | undefined, now: Date): boolean {
  const { code, codesSent } = kept;
  if (!code) return false;
  const age = (now.getTime() - Date.parse(code.madeAt)) / 1000;
  if (!code.messageId && age > SENDING) return false;
  if (known !== undefined) return known < codesSent;
  return codeState(kept, now) === 'live' && age < SAME_CLICK;
}

/**
 * Seconds until the last code has had its time to arrive. One that nobody knows to have left, or that a clock ahead of
 * ours made, is not waited for.
 */
export function pauseLeft({ code }: KeptCodes, now: Date): number {
  if (!code?.messageId) return 0;
  const age = (now.getTime() - Date.parse(code.madeAt)) / 1000;
  return age < 0 || age >= CODE.pause ? 0 : Math.ceil(CODE.pause - age);
}

/** Why a code was not taken, for a history. */
export const WHY_REFUSED = ['wrong', 'expired', 'exhausted'] as const;
export type WhyRefused = (typeof WHY_REFUSED)[number];

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

/** Why what was typed is no code at all. */
export function noCode(channel: Channel): Text {
  const { fr, en } = CHANNELS[channel].by;
  return say(
    `Tapez les ${CODE.digits} chiffres du code que vous avez reçu ${fr}.`,
    `Type the ${CODE.digits} digits of the code that you received ${en}.`,
  );
}
