import * as z from 'zod';
import { packed } from '../text.ts';
import { about } from './about.ts';
import { line } from './text-line.ts';

/** The most entries of `metadata`, and characters of a value. */
const MOST = 20;
const LONGEST_VALUE = 500;

/** What a caller's software knows a thing by; lists find by it. */
export const reference = line(100).meta(about('Votre référence.', 'Your reference.', 'D-2026-042'));

/** What a caller's software wants to find again: given back as it came, and read by nobody here. */
export const metadata = z
  .record(
    z.string().regex(/^[\w.-]{1,40}$/, {
      error: packed(
        'Un nom fait de 1 à 40 lettres sans accent, chiffres, « _ », « - » ou « . ».',
        'A name has 1 to 40 letters without accents, digits, “_”, “-” or “.”.',
      ),
    }),
    z.string().max(LONGEST_VALUE),
  )
  .refine((given) => Object.keys(given).length <= MOST, {
    error: packed(`Donnez au plus ${MOST} entrées.`, `Give at most ${MOST} entries.`),
  })
  .meta(
    about(
      `Ce que votre logiciel veut retrouver : ${MOST} textes au plus, de ${LONGEST_VALUE} caractères. Rendu tel quel, jamais montré aux signataires.`,
      `What your software wants to find again: ${MOST} texts at most, of ${LONGEST_VALUE} characters. Given back as it came, never shown to signers.`,
      { deal: '4711' },
    ),
  );
