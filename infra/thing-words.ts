import { camel, pascal } from './use-case-templates/naming.ts';

/** The thing that an area is about, and how people call it, with its article: `un bon`, `a voucher`. */
export interface Thing {
  area: string;
  /** In kebab case. */
  noun: string;
  fr: string;
  en: string;
}

/** A few letters that begin its ids. */
const prefixOf = (noun: string) => noun.replaceAll('-', '').slice(0, 4);

export const plural = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? noun.replace(/y$/, 'ies') : /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;

const capital = (text: string) => text.replace(/^./, (first) => first.toUpperCase());
const bare = (text: string) => text.replace(/^\S+ /, '');

/** Whether the French article agrees in the feminine. */
const isFeminine = (fr: string) => fr.startsWith('une ');
const frenchThis = (fr: string) => {
  if (isFeminine(fr)) return `Cette ${bare(fr)}`;
  return `${/^[aeiouyhéèêàâîôœ]/i.test(bare(fr)) ? 'Cet' : 'Ce'} ${bare(fr)}`;
};

/** What stands for each `__word__` of a template. */
export const wordsOf = ({ area, noun, fr, en }: Thing): Readonly<Record<string, string>> => ({
  area,
  thing: noun,
  things: plural(noun),
  camel: camel(noun),
  camels: camel(plural(noun)),
  Thing: pascal(noun),
  prefix: prefixOf(noun),
  fr_a: fr,
  Fr_a: capital(fr),
  fr_this: frenchThis(fr),
  e: isFeminine(fr) ? 'e' : '',
  en_a: en,
  En_a: capital(en),
  en_this: `This ${bare(en)}`,
});

/** @throws Error when a template has a word that nothing stands for */
export const filled = (text: string, words: Readonly<Record<string, string>>): string =>
  text.replaceAll(/__([A-Za-z]+(?:_[a-z]+)?)__/g, (_, word: string) => {
    const meant = words[word];
    if (meant === undefined) throw new Error(`A template says __${word}__`);
    return meant;
  });
