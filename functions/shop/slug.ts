import { randomInt } from 'node:crypto';

const LONGEST = 60;
const ALPHABET = 'abcdefghjkmnpqrstvwxyz23456789';

/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

/** The end of an address made of a title: « Été à l'École » is `ete-a-l-ecole`; of a title in another script, six letters by chance. */
export function slugOf(title: string): string {
  const made = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæßøłđ]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/g, '');
  return made || `a-${Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
}
