import * as z from 'zod';
import { say } from '../../shared/text.ts';
import type { AnyActs } from './acts.ts';
import { type Check, judge, unless } from './check.ts';
import { type Entry, entrySchema } from './ledger.ts';
import { chainProblems } from './verify-chain.ts';

/** Each act was done by somebody who may do it. */
export const actorsCheck = (chain: readonly Entry[], { declared, has }: AnyActs): Check =>
  judge(
    'actors',
    say('Chaque acte est le fait de qui peut l’accomplir.', 'Each act was done by somebody who may do it.'),
    chain.flatMap(({ sequence, act, actor }) =>
      unless(
        !has(act) || mayAct(declared[act], actor.kind),
        `l’acte n° ${sequence} (« ${act} ») n’est pas de ceux qu’accomplit « ${actor.kind} »`,
        `act no. ${sequence} (“${act}”) is none that “${actor.kind}” may do`,
      ),
    ),
  );

/** Nobody does any more what is only declared for the chains that have it. */
const mayAct = ({ by }: { by: readonly string[] }, kind: string) => by.length === 0 || by.includes(kind);

/** What a proof of any version states of itself. */
const ofAnyVersion = z.looseObject({ drawing: z.int().optional(), chain: z.array(entrySchema).min(1) });

/**
 * What shows that a later version than this one made the proof: acts that it does not know, or another way of drawing. An
 * act that is not understood may take back what the others say: nothing is judged then, neither valid nor broken. Only a
 * chain that is intact can tell it: an act that somebody renamed is a broken chain.
 * @param drawing the latest way of drawing that is known
 */
export function laterThanThis(proof: unknown, { has }: AnyActs, drawing: number): Check | undefined {
  const { data } = ofAnyVersion.safeParse(proof);
  if (!data || chainProblems(data.chain, data.chain[0]?.subject ?? '').length > 0) return undefined;
  const unknown = data.chain.filter(({ act }) => !has(act)).map(({ act, sequence }) => [shown(act), sequence] as const);
  const known = (fr: string, en: string): Check => ({
    name: 'version',
    outcome: 'failed',
    text: say(
      `Cette version ne peut pas juger ce dossier : ${fr}. Prenez-en une plus récente.`,
      `This version cannot judge this bundle: ${en}. Take a newer one.`,
    ),
  });
  if (unknown.length > 0) {
    const acts = (word: string) => unknown.map(([act, sequence]) => `${act} (${word} ${sequence})`).join(', ');
    return known(
      `elle ne connaît pas tous ses actes, dont l’un peut changer le sens des autres : ${acts('n°')}`,
      `it does not know all of its acts, one of which may change what the others mean: ${acts('no.')}`,
    );
  }
  if ((data.drawing ?? 0) <= drawing) return undefined;
  return known('il a été établi par une version postérieure', 'a later version made it');
}

const shown = (text: string) => JSON.stringify(text.slice(0, 80));
