import { digitsTogether } from './contact-details.ts';

/** The words by which a contact is found: rules only, the index is in `contact-index.ts`. */
interface Named {
  firstName?: string | undefined;
  lastName?: string | undefined;
  company?: string | undefined;
  emails: readonly string[];
  phones: readonly string[];
}

/** Letters by which the index is partitioned: shorter words are not looked up. */
export const INITIALS = 2;
/** Letters: with it, a word fits in a key of the table whatever its script. */
const LONGEST = 200;
/** With every word replaced at once, a change stays within the 100 writes of a transaction. */
const MOST_WORDS = 48;
const MOST_NAME_WORDS = 12;

const LETTERS: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', '’': "'" };

/** Lower case, without accents: what is compared. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}|#/gu, '')
    .toLowerCase()
    .replace(/[œæßøł’]/g, (letter) => LETTERS[letter] ?? letter);

const chunks = (text: string) =>
  plain(text)
    .split(/\s+/)
    .filter(Boolean)
    .map((chunk) => [...chunk].slice(0, LONGEST).join(''));

export const canBeLookedUp = (word: string): boolean => [...word].length >= INITIALS;

/** « Jean-Pierre » is found by what it is and by either of its parts. */
const wordsOfName = (name: string) => chunks(name).flatMap((chunk) => [chunk, ...chunk.split(/[^\p{L}\p{N}]+/u)]);

/** A number is found as it is written at home and abroad: 0612345678 and 33612345678. */
const wordsOfPhone = (phone: string) => [
  phone.slice(1),
  ...(phone.startsWith('+33') ? [`0${phone.slice('+33'.length)}`] : []),
];

/** The distinct words of a contact. */
export function wordsOf({ firstName = '', lastName = '', company = '', emails, phones }: Named): Set<string> {
  const names = new Set([lastName, firstName, company].flatMap(wordsOfName).filter(Boolean));
  const addresses = emails.flatMap(chunks);
  return new Set(
    [
      ...[...names].slice(0, MOST_NAME_WORDS),
      ...addresses,
      ...phones.flatMap(wordsOfPhone),
      ...addresses.map((address) => address.slice(address.lastIndexOf('@') + 1)),
    ].slice(0, MOST_WORDS),
  );
}

/** What somebody looks for, as beginnings of words. A phone number may be typed with spaces. */
export function termsOf(search: string): string[] {
  const digits = digitsTogether(search).replace('+', '');
  return /^\d{4,}$/.test(digits) ? [digits] : chunks(search);
}

/** Whether every term begins some word. */
export const matches = (words: Set<string>, terms: readonly string[]): boolean =>
  terms.every((term) => [...words].some((word) => word.startsWith(term)));
