import type { Locale } from '../../../shared/text.ts';
import { en } from './signature-words.en.ts';
import { fr, type SignatureWords } from './signature-words.fr.ts';

export type { SignatureWords } from './signature-words.fr.ts';

/** The wording of the evidence of a signature. */
export const signatureWords: Readonly<Record<Locale, SignatureWords>> = { fr, en };
