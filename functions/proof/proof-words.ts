import type { Locale } from '../../shared/text.ts';
import { en } from './proof-words.en.ts';
import { fr, type ProofWords } from './proof-words.fr.ts';

export type { ProofWords } from './proof-words.fr.ts';

/** The wording of what every evidence document has, whatever it proves. */
export const proofWords: Readonly<Record<Locale, ProofWords>> = { fr, en };
