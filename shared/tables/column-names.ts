import type { Column } from './header.ts';

/** A title as it is compared: without accents, case, signs. */
export const foldedTitle = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A column by its name, or by its number from 1; undefined when there is none. */
export function columnAt(columns: readonly Pick<Column, 'name'>[], asked: string | number): number | undefined {
  if (typeof asked === 'number') return asked >= 1 && asked <= columns.length ? asked - 1 : undefined;
  const exact = columns.findIndex(({ name }) => name === asked);
  const found = exact >= 0 ? exact : columns.findIndex(({ name }) => foldedTitle(name) === foldedTitle(asked));
  return found >= 0 ? found : undefined;
}

/** What is looked for in a table, and what people call it. */
export interface Wanted {
  name: string;
  titles: readonly string[];
}

/** From here on two titles are said to be alike. */
const ALIKE = 0.75;

/**
 * Which column is proposed for what: by its title, by one that holds all of its words, or by one that is nearly the same.
 * Each column is proposed once, the surest first; among equals, the first.
 */
export function proposedColumns(columns: readonly Column[], wanted: readonly Wanted[]): Map<number, string> {
  const pairs = wanted.flatMap(({ name, titles }) =>
    columns.flatMap(({ title, isHidden }, at) => {
      const score = title === null || isHidden ? 0 : Math.max(0, ...titles.map((each) => likeness(title, each)));
      return score >= ALIKE ? [{ name, at, score }] : [];
    }),
  );
  const proposed = new Map<number, string>();
  const taken = new Set<string>();
  for (const { name, at } of pairs.toSorted((a, b) => b.score - a.score || a.at - b.at)) {
    if (proposed.has(at) || taken.has(name)) continue;
    proposed.set(at, name);
    taken.add(name);
  }
  return proposed;
}

/** From 0 to 1: 1 for the same, 0.9 when one holds the words of the other, else how many pairs of letters they share. */
function likeness(one: string, other: string): number {
  const [a, b] = [foldedTitle(one), foldedTitle(other)];
  if (!a || !b) return 0;
  if (a === b) return 1;
  const [x, y] = [a.replaceAll(' ', ''), b.replaceAll(' ', '')];
  if (x === y) return 0.99;
  const words = new Set(a.split(' '));
  const isWithin = b.split(' ').every((word) => words.has(word)) && b.length >= 4;
  return Math.max(isWithin ? 0.8 + 0.15 * (b.length / a.length) : 0, dice(x, y));
}

function dice(one: string, other: string): number {
  const [a, b] = [bigrams(one), bigrams(other)];
  const shared = a.filter((pair) => b.includes(pair)).length;
  return a.length + b.length ? (2 * shared) / (a.length + b.length) : 0;
}

const bigrams = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
