import { randomInt } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../../shared/clock.ts';
import type { Allowance } from '../../shared/table/counter.ts';
import { say, type Text } from '../../shared/text.ts';
import type { Signer } from './signer.ts';

/** A code received by SMS: short, hence few tries, little time, and only one alive. */
export const CODE = { digits: 6, seconds: 10 * MINUTE, tries: 5 } as const;

export const newCode = (): string => String(randomInt(10 ** CODE.digits)).padStart(CODE.digits, '0');

/** What a person typed, without the spaces that telephones and hands put in. */
export const typedCode = (text: string): string => text.replace(/[\s.-]/g, '');

/** What a code's MAC is bound to: no code opens another signer's door, nor an earlier one the next. */
export const boundTo = ({ requestId, id }: Signer, number: number): string => `sign/${requestId}/${id}/${number}`;

/** How many codes may leave: for one signer, and to one phone whoever asks for it. */
export const codeAllowances = ({ requestId, id, phone }: Signer): Allowance[] => [
  { key: `code:${requestId}:${id}`, max: 5, window: HOUR },
  { key: `code:${phone}`, max: 30, window: DAY },
];

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
