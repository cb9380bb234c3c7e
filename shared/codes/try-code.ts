import { codeMac, sameMac } from '../keys/code-mac.ts';
import type { Condition } from '../table/condition.ts';
import type { Text } from '../text.ts';
import { CODE, type CodeHolder, codeState, type KeptCodes, noCode, refusal, type WhyRefused } from './code.ts';
import { bindingOf } from './make-code.ts';

/** The code that a person typed, without the spaces that telephones and hands put in; undefined when it is none. */
export function typedCode(text: string): string | undefined {
  const typed = text.normalize('NFKC').replace(/[\s.-]/g, '');
  return typed.length === CODE.digits && /^\d+$/.test(typed) ? typed : undefined;
}

/** One try is one write: those who guess in parallel share the same tries. */
export const asTried = ({ code }: KeptCodes) => ({
  equals: { 'code.number': code?.number, 'code.tries': code?.tries },
});

/** What is to be noted of a code that was not taken. */
interface Counted {
  /** The row's `code` as it is then. */
  code: KeptCodes['code'];
  /** The change of its holder's row. */
  change: { when: Condition & ReturnType<typeof asTried>; set: Record<string, unknown> };
  /** For the holder's history. */
  details: { number: number; tries: number; reason: WhyRefused };
}

/** What came of a typed code: it is the right one, or why not, and what is to be noted of it. */
export type Tried = { right: true; number: number; tries: number } | { right: false; why: Text; counted?: Counted };

/**
 * Compares what was typed with the live code. What is no code at all counts for nothing; a wrong one counts as a try; one
 * that is typed after the code's death is noted once, so that nobody fills the history with guesses.
 */
export async function tryCode(holder: CodeHolder, text: string, now: Date): Promise<Tried> {
  const { code, channel } = holder;
  const state = codeState(holder, now);
  const typed = typedCode(text);
  if (!code || state === 'none') return { right: false, why: refusal('none', 0) };
  const live = state === 'live';
  if (live && typed === undefined) return { right: false, why: noCode(channel) };
  const { number } = code;
  const tries = live ? code.tries + 1 : code.tries;
  if (live && sameMac(await codeMac(typed ?? '', bindingOf(holder, number)), code.mac))
    return { right: true, number, tries };

  const why = refusal(state, CODE.tries - tries);
  if (code.typedDead) return { right: false, why };
  return {
    right: false,
    why,
    counted: {
      code: { ...code, tries },
      change: {
        when: { ...asTried(holder), missing: live ? [] : ['code.typedDead'] },
        set: live ? { 'code.tries': tries } : { 'code.typedDead': true },
      },
      details: { number, tries, reason: live ? 'wrong' : state },
    },
  };
}
