import { say, type Text } from '../../shared/text.ts';

/**
 * One thing that was verified. `unknown`: whose it is, nobody but the bundle says. `noted`: what a bundle cannot prove by
 * itself, said rather than passed over.
 */
export interface Check {
  name: string;
  outcome: 'passed' | 'failed' | 'unknown' | 'noted';
  text: Text;
}

/** Passed with this sentence, or failed with what does not hold. */
export function judge(name: string, holds: Text, problems: readonly Text[]): Check {
  if (problems.length === 0) return { name, outcome: 'passed', text: holds };
  const unique = [...new Map(problems.map((problem) => [problem.en, problem])).values()];
  // A file altered everywhere need not be told everywhere.
  const told = unique.slice(0, 6);
  const more = unique.length - told.length;
  const all = more > 0 ? [...told, say(`et ${more} autres écarts`, `and ${more} other discrepancies`)] : told;
  return {
    name,
    outcome: 'failed',
    text: say(all.map(({ fr }) => fr).join(' ; '), all.map(({ en }) => en).join('; ')),
  };
}

export const note = (name: string, text: Text): Check => ({ name, outcome: 'noted', text });

/** The problem, if what is expected is not so. */
export const unless = (holds: boolean, fr: string, en: string): Text[] => (holds ? [] : [say(fr, en)]);
