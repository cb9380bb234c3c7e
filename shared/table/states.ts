import * as z from 'zod';
import { type Conflict, conflict, type Problem } from '../problem/problem.ts';
import { LOCALES, packed, say, type Text } from '../text.ts';

interface Transition<S extends string> {
  /** The states that it leaves; none when things come into being by it. */
  from?: readonly S[];
  to: S;
}
type Transitions<S extends string> = Readonly<Record<string, Transition<S>>>;

/** Each state by its name and its words, for the API's document. */
function wordsOf(names: readonly string[], words: Readonly<Record<string, Text>>): string {
  const [fr = '', en = ''] = LOCALES.map((locale) =>
    names.map((name) => `\`${name}\` ${words[name]?.[locale]}`).join(', '),
  );
  return packed(`${fr}.`, `${en}.`);
}

/** The states of a kind of thing, as `states` declares them. */
export interface States<S extends string, T extends Transitions<S>> {
  /** In the order in which they come. */
  names: readonly S[];
  /** The field `status`. */
  schema: z.ZodEnum<{ [Name in S]: Name }>;
  words: Readonly<Record<S, Text>>;
  transitions: T;
  /** Whether a thing in this state may take the transition. */
  may(transition: keyof T & string, thing: { status: S }): boolean;
  /**
   * The answer to who wants of a thing what its state does not allow: 409, naming the state.
   * @param type the problem's, where programs tell it from others
   * @param advice what to do or to expect
   */
  refusal(thing: { status: S }, type?: Conflict, advice?: Text): Problem;
}
// biome-ignore lint/suspicious/noExplicitAny: any states at all; each kind of thing has its own
export type AnyStates = States<any, any>;
export type StateOf<M extends AnyStates> = M['names'][number];
/** The states in which things come into being. */
export type FirstStateOf<M extends AnyStates> = {
  [N in keyof M['transitions']]: M['transitions'][N] extends { from: unknown } ? never : M['transitions'][N]['to'];
}[keyof M['transitions']];

/**
 * Declares the states of a kind of thing, with the transitions between them: `cancel: { from: OPEN, to: 'cancelled' }`.
 * An entity that has them changes its `status` by `move` alone; the diagrams in docs/ are written from them.
 * @param kind what has these states, as a sentence begins: « La demande », “The request”
 * @param words each state as people call it
 * @throws Error when no transition leads to a state: nobody decided how things come there
 */
export function states<
  const W extends Readonly<Record<string, Text>>,
  const T extends Transitions<Extract<keyof W, string>>,
>(kind: Text, words: W, transitions: T): States<Extract<keyof W, string>, T> {
  type S = Extract<keyof W, string>;
  const names = Object.keys(words) as S[];
  const entered = new Set<string>(Object.values(transitions).map(({ to }) => to));
  const lost = names.find((name) => !entered.has(name));
  if (lost) throw new Error(`No transition leads to the state ${lost}`);
  return {
    names,
    schema: z.enum(names).meta({ description: wordsOf(names, words) }),
    words,
    transitions,
    may: (transition, { status }) => transitions[transition]?.from?.includes(status) ?? false,
    refusal({ status }, type = 'wrong-state', advice = say('', '')) {
      const { fr, en } = words[status] as Text;
      return conflict(
        type,
        say(
          `${kind.fr} est à l’état « ${fr} » (${status}). ${advice.fr}`.trim(),
          `${kind.en} is “${en}” (${status}). ${advice.en}`.trim(),
        ),
      );
    },
  };
}
