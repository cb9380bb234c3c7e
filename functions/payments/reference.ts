/**
 * The reference of a payment: one number with two faces. As a Belgian OGM it is a base of ten digits with two that check
 * it; those twelve digits are the body of an international creditor reference (ISO 11649, RF), so that a bank of either
 * kind takes it and a statement of either kind tells the order.
 */
interface Reference {
  /** `RF79123456789002`, as machines write it. */
  rf: string;
  /** `123456789002`, twelve digits. */
  ogm: string;
}

/** A base has ten digits, and none is zero. */
export const LARGEST_BASE = 9_999_999_999;

/** @param base 1 to 9,999,999,999 */
export function referenceOf(base: number): Reference {
  const digits = String(base).padStart(10, '0');
  const ogm = `${digits}${String(base % 97 || 97).padStart(2, '0')}`;
  return { rf: `RF${String(98 - mod97(`${ogm}RF00`)).padStart(2, '0')}${ogm}`, ogm };
}

/** As people read them: `RF79 1234 5678 9002`, `+++123/4567/89002+++`. */
export const printedRf = (rf: string): string => rf.match(/.{1,4}/g)?.join(' ') ?? rf;
export const printedOgm = (ogm: string): string => `+++${ogm.slice(0, 3)}/${ogm.slice(3, 7)}/${ogm.slice(7)}+++`;

/** ISO 7064: letters count from 10. */
function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Whether it is a creditor reference, whoever made it. */
export const isRf = (text: string): boolean =>
  /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1;

export const isOgm = (text: string): boolean =>
  /^\d{12}$/.test(text) && Number(text.slice(10)) === (Number(text.slice(0, 10)) % 97 || 97);

/** What banks and people put between the digits of a number. */
const withoutGaps = (text: string) => text.replace(/([\dFf])[\s./*+_-]{1,3}(?=\d)/g, '$1');

/**
 * Our references in what a payer or a bank wrote, each by its twelve digits, once: a swapped digit makes none.
 * @param texts the structured reference first, then the lines of free text
 */
export function referencesIn(texts: readonly string[]): string[] {
  const found = new Set<string>();
  // A bank cuts text at the end of its line, in the middle of a number as well.
  const whole = [...texts, texts.join('')];
  for (const text of [...whole, ...whole.map(withoutGaps)]) {
    for (const [word] of text.matchAll(/[A-Za-z0-9]+/g)) {
      const number = word.toUpperCase();
      const ogm = number.slice(-12);
      if (isOgm(ogm) && (number.length === 12 || (number.length === 16 && isRf(number)))) found.add(ogm);
    }
  }
  return [...found];
}
