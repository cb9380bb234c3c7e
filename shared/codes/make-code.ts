import { randomInt } from 'node:crypto';
import { after, DAY, MINUTE } from '../clock.ts';
import { codeMac } from '../keys/code-mac.ts';
import { type Allowance, take, waitFor } from '../table/counter.ts';
import { type Locale, say, type Text } from '../text.ts';
import { CHANNELS } from './channels.ts';
import { CODE, type CodeHolder, pauseLeft } from './code.ts';

export const newCode = (): string => String(randomInt(10 ** CODE.digits)).padStart(CODE.digits, '0');

/** What a code is bound to: none opens another subject's door, nor an earlier one the next. */
export const bindingOf = ({ tenant, purpose, subject }: CodeHolder, number: number) => ({
  tenant,
  purpose,
  subject,
  number,
});

/** How many codes may leave: for one subject, to one address whoever asks for it, and for one account. */
function codeAllowances({ tenant, purpose, subject, channel, address }: CodeHolder): Allowance[] {
  const { perAddress, perAccount } = CHANNELS[channel];
  const { max, window } = CODE.sends;
  return [
    { key: `code:${tenant}:${purpose}:${subject}`, max, window },
    { key: `code:${channel}:${address}`, max: perAddress, window: DAY },
    { key: `code:${channel}:${tenant}`, max: perAccount, window: DAY },
  ];
}

/** Seconds until another code may be asked for: 0 at once. */
export async function waitForCode(holder: CodeHolder, now: Date): Promise<number> {
  const waits = await Promise.all(codeAllowances(holder).map((allowance) => waitFor(allowance, now)));
  return Math.max(pauseLeft(holder, now), ...waits);
}

/** Takes one from what may be sent. @returns 0 when granted, otherwise the seconds to wait */
export async function takeCode(holder: CodeHolder, now: Date): Promise<number> {
  const pause = pauseLeft(holder, now);
  if (pause) return pause;
  for (const allowance of codeAllowances(holder)) {
    const wait = await take(allowance, now);
    if (wait) return wait;
  }
  return 0;
}

/**
 * A new code, and the change of its holder's row by which it lives: before it leaves, so that a code that was received
 * always works, and only the last one. `change` is told what it leaves by, when that is written with it: a mail.
 */
export async function makeCode(holder: CodeHolder, now: Date) {
  const code = newCode();
  const { codesSent } = holder;
  const number = codesSent + 1;
  const kept = {
    mac: await codeMac(code, bindingOf(holder, number)),
    number,
    tries: 0,
    madeAt: now.toISOString(),
    expiresAt: after(now, CODE.seconds).toISOString(),
  };
  const change = (messageId?: string) => ({
    when: { equals: { codesSent } },
    set: { codesSent: number, code: { ...kept, messageId } },
  });
  return { code, number, change };
}

/** Words of a sender's in a text message, which is short: and no link fits in what is left of them. */
export function shortWords(text: string): string {
  const plain = text.replace(/\w{1,20}:\/\/|www\./gi, '');
  return plain.length > 30 ? `${plain.slice(0, 29)}…` : plain;
}

/** What a person reads who receives a code. @param use what it is for: « pour signer … » */
export function codeText(code: string, use: Text, locale: Locale): string {
  const minutes = CODE.seconds / MINUTE;
  return say(
    `${code} est votre code ${use.fr}. Valable ${minutes} minutes. Ne le donnez à personne.`,
    `${code} is your code ${use.en}. Valid for ${minutes} minutes. Give it to nobody.`,
  )[locale];
}
