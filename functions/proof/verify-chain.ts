import { say, type Text } from '../../shared/text.ts';
import type { Comparison } from './backed.ts';
import { type Check, judge, note, unless } from './check.ts';
import { toleranceMs } from './clock-tolerance.ts';
import { type Entry, emptyChain, entryHash, personalHash } from './ledger.ts';

/** What a chain of acts must hold by itself, whatever they are. */
export const chainCheck = (chain: readonly Entry[], subject: string): Check =>
  judge(
    'chain',
    say(
      `La chaîne des ${chain.length} actes est intacte : aucun n’a été changé, ôté ni ajouté.`,
      `The chain of ${chain.length} acts is intact: none was changed, removed or added.`,
    ),
    chainProblems(chain, subject),
  );

/** The personal facts beside the chain. */
export const personalCheck = (chain: readonly Entry[]): Check =>
  judge(
    'personal-facts',
    say(
      'Les faits personnels sont ceux dont la chaîne porte les empreintes.',
      'The personal facts are those whose fingerprints the chain bears.',
    ),
    personalProblems(chain),
  );

/**
 * What proof.json tells, beside what the acts say of it (`compare`).
 * @param isOurs paths of our own sentences: those are compared where they are drawn
 * @param more what an area finds beside
 */
export const factsCheck = ({ wrong }: Comparison, isOurs: (path: string) => boolean, more: readonly Text[]): Check =>
  judge(
    'facts',
    say(
      'Ce que proof.json dit des personnes, des documents et des heures est ce que disent les actes.',
      'What proof.json says of people, documents and times is what the acts say.',
    ),
    [
      ...wrong
        .filter((path) => !isOurs(path))
        .map((path) => say(`« ${path} » n’est pas ce que disent les actes`, `“${path}” is not what the acts say`)),
      ...more,
    ],
  );

/** What is said of an act that no state before it allows. */
export const cannotFollow = ({ sequence, act }: Pick<Entry, 'sequence' | 'act'>): Text =>
  say(
    `l’acte n° ${sequence} (« ${act} ») ne peut suivre ceux qui le précèdent`,
    `act no. ${sequence} (“${act}”) cannot follow those before it`,
  );

/** What shows that a chain is not as it was recorded. */
export function chainProblems(chain: readonly Entry[], subject: string): Text[] {
  return chain.flatMap((entry, i) => {
    const before = chain[i - 1];
    const n = entry.sequence;
    return [
      ...unless(entry.sequence === i + 1, `l’acte n° ${i + 1} manque`, `act no. ${i + 1} is missing`),
      ...unless(
        entry.subject === subject,
        `l’acte n° ${n} concerne une autre demande`,
        `act no. ${n} is about another request`,
      ),
      ...unless(
        entryHash(entry) === entry.hash,
        `l’acte n° ${n} ne correspond pas à son empreinte`,
        `act no. ${n} does not match its fingerprint`,
      ),
      ...unless(
        entry.previousHash === (before?.hash ?? emptyChain.hash),
        `l’acte n° ${n} ne suit pas celui qui le précède`,
        `act no. ${n} does not follow the one before it`,
      ),
      ...unless(
        !before || Date.parse(before.at) - toleranceMs <= Date.parse(entry.at),
        `l’acte n° ${n} est antérieur à celui qui le précède`,
        `act no. ${n} is earlier than the one before it`,
      ),
    ];
  });
}

function personalProblems(chain: readonly Entry[]): Text[] {
  return chain.flatMap(({ sequence, personal, clear = {} }) =>
    Object.entries(clear).flatMap(([name, { value, salt }]) =>
      unless(
        personal[name] === personalHash(value, salt),
        `« ${name} » de l’acte n° ${sequence} n’est pas ce qui fut enregistré`,
        `“${name}” of act no. ${sequence} is not what was recorded`,
      ),
    ),
  );
}

/** What nobody can compare, and what no act tells. */
export function chainNotes({ erased, unbacked }: Comparison): Check[] {
  return [
    ...(erased.length > 0
      ? [
          note(
            'erased',
            say(
              `Effacés de la chaîne, où restent leurs empreintes, et donc invérifiables : ${erased.join(', ')}.`,
              `Erased from the chain, where their fingerprints remain, and so beyond verification: ${erased.join(', ')}.`,
            ),
          ),
        ]
      : []),
    ...(unbacked.length > 0
      ? [
          note(
            'unbacked',
            say(
              `Dits par le dossier, par aucun acte : ${unbacked.join(', ')}.`,
              `Said by the bundle, by no act: ${unbacked.join(', ')}.`,
            ),
          ),
        ]
      : []),
  ];
}
