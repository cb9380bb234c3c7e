import * as z from 'zod';
import { packed } from '../text.ts';
import { about } from './about.ts';

/** Turns of direction (U+202A…) make a text read other than it is: `exe.fdp` for `pdf.exe`. */
const TURNS = '\\u202a-\\u202e\\u2066-\\u2069';
const ONE_LINE = new RegExp(`^[^\\p{Cc}\\p{Cs}${TURNS}]*$`, 'u');
const SOME_LINES = new RegExp(`^(?:[^\\p{Cc}\\p{Cs}${TURNS}]|[\\t\\r\\n])*$`, 'u');

/** A line of text as a person types it: trimmed, not empty, without control characters or halves of characters. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(ONE_LINE, {
      error: packed(
        'Écrivez ce texte sur une seule ligne, sans caractère de contrôle.',
        'Write this text on one line, without control characters.',
      ),
    });

/** The same over several lines; it may be empty. */
export const lines = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(SOME_LINES, {
      error: packed('Écrivez ce texte sans caractère de contrôle.', 'Write this text without control characters.'),
    });

/** A name stands in mails that leave in our name, to whoever was typed beside it: it may bring no link. */
const name = (longest: number) =>
  line(longest).refine((text) => !/:\/\/|www\./i.test(text), {
    error: packed('Un nom ne contient pas d’adresse web.', 'A name holds no web address.'),
  });

export const personName = name(80).meta(about('Un prénom ou un nom.', 'A first or a last name.', 'Anne'));
export const fullName = name(120).meta(
  about('Son nom entier, tel qu’il signe.', 'The full name, as they sign.', 'Anne Martin'),
);
export const companyName = name(120).meta(about('Sa société.', 'Their company.', 'Menuiserie Durand'));
