import { domainToUnicode } from 'node:url';
import { dialledAtHome, digitsTogether, phoneNumber } from '../../shared/fields/phone-number.ts';

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

/** Letters that Unicode does not take apart, as people type them on a keyboard that lacks them. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ œ: 'oe', æ: 'ae', ß: 'ss', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŋ: 'n', ŧ: 't', ə: 'e' },
  ...{ ɓ: 'b', ɗ: 'd', ɛ: 'e', ɨ: 'i', ƙ: 'k', ɔ: 'o', ƴ: 'y', ƶ: 'z' },
  ...{ '’': "'", ʼ: "'" },
};

/** Lower case, without accents: what is compared. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}#]/gu, '')
    .toLowerCase()
    // Lower case turns İ into an i and a dot above.
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/./gu, (letter) => LETTERS[letter] ?? letter);

const shortened = (word: string) => [...word].slice(0, LONGEST).join('');

const chunks = (text: string) => plain(text).split(/\s+/).filter(Boolean).map(shortened);

/** Without what some people write between the parts of a name and others do not. */
const together = (chunk: string): string => chunk.replace(/['_\p{Pd}]+/gu, '') || chunk;

export const canBeLookedUp = (word: string): boolean => [...word].length >= INITIALS;

/**
 * Each word of a name with all that follows it, in one: « Jean-Pierre », « Jean Pierre » and « Jeanpierre » are found by
 * all three, and by either half.
 */
const wordsOfName = (name: string) => {
  const parts = chunks(name).flatMap((chunk) => chunk.match(/[\p{L}\p{N}]+/gu) ?? [chunk]);
  return parts.map((_, i) => shortened(parts.slice(i).join('')));
};

/** A number is found as it is dialled at home and abroad: 0612345678 and 33612345678. */
const wordsOfPhone = (phone: string) => [phone.slice(1), dialledAtHome(phone)];

/** An address as it is kept, and as people type it where its domain has letters of any script. */
function wordsOfAddress(address: string): string[] {
  const at = address.lastIndexOf('@') + 1;
  const typed = address.slice(0, at) + domainToUnicode(address.slice(at));
  return [...new Set([address, typed])].flatMap(chunks).map(together);
}

/** The distinct words of a contact. */
export function wordsOf({ firstName = '', lastName = '', company = '', emails, phones }: Named): Set<string> {
  const names = new Set([lastName, firstName, company].flatMap(wordsOfName).filter(Boolean));
  const addresses = emails.flatMap(wordsOfAddress);
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
  const typed = digitsTogether(search).replace(/^00/, '+');
  // With the zero that is said at home, too: +33 06.
  const digits = (phoneNumber.safeParse(typed).data ?? typed).replace('+', '');
  return /^\d{4,}$/.test(digits) ? [digits] : chunks(search).map(together);
}

/** Whether every term begins some word. */
export const matches = (words: Set<string>, terms: readonly string[]): boolean =>
  terms.every((term) => [...words].some((word) => word.startsWith(term)));
