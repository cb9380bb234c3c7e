import * as z from 'zod';
import { packed } from '../../shared/text.ts';
import { emailAddress } from '../accounts/personal-details.ts';

export { emailAddress } from '../accounts/personal-details.ts';

const howToWrite = packed(
  'Écrivez le numéro au format international, avec l’indicatif du pays. Exemple : +33 6 12 34 56 78.',
  'Write the number in international format, with the country code. Example: +33 6 12 34 56 78.',
);

/** What people put between digits; « (0) » is said at home only. */
const BETWEEN_DIGITS = /\(0\)|[\s.()\-\u2010-\u2015]/g;

export const digitsTogether = (typed: string): string => typed.replace(BETWEEN_DIGITS, '');

/** A phone number, kept in E.164: `+33612345678`. */
export const phoneNumber = z
  .string()
  .max(40, { error: howToWrite })
  .transform(digitsTogether)
  // The zero of French numbers is dropped after +33: with it, the number would be somebody else's or nobody's.
  .pipe(z.string().regex(/^\+(?!330)[1-9]\d{6,14}$/, { error: howToWrite }));

const MOST = 10;

/** The first of those that are the same. */
const distinct =
  (same: (value: string) => string) =>
  (values: string[]): string[] =>
    values.filter((value, i) => values.findIndex((other) => same(other) === same(value)) === i);

export const emails = z
  .array(emailAddress)
  .max(MOST)
  .transform(distinct((address) => address.toLowerCase()));

export const phones = z
  .array(phoneNumber)
  .max(MOST)
  .transform(distinct((number) => number));
