import { type Cell, columnLetters, type Row } from './cell.ts';
import type { Reading } from './reading.ts';
import type { Area } from './xlsx-sheet.ts';

export interface Column {
  /** What people call it; no two are alike, case and spaces aside. */
  name: string;
  /** What the file itself calls it: null where it says nothing. */
  title: string | null;
  isHidden?: true;
}

/** Something to tell the person before they go on; columns and lines are counted from 1. */
export type TableWarning =
  | { code: 'duplicate-header' | 'empty-header' | 'hidden-columns'; columns: number[] }
  | { code: 'hidden-rows'; lines: number[]; count: number }
  | { code: 'macros-ignored' }
  | { code: 'sheet-missing'; sheets: string[] };

/** Lines looked at for the titles: they stand near the top. */
export const SAMPLE_ROWS = 50;

export interface Header {
  headerLine: number | null;
  headerLines: 1 | 2;
}

/**
 * The line of titles: the first that is about as wide as the rows below and holds nothing but text, no address among it.
 * A first full line with data in it means that there are no titles.
 */
export function findHeader(sample: readonly Row[], merged: readonly Area[] = []): Header {
  const rows = sample.filter(({ fault }) => !fault);
  const enough = Math.max(Math.min(2, widest(rows)), Math.ceil(usual(rows.map(filled)) / 2));
  const candidate = rows.find((row) => filled(row) >= enough);
  if (!candidate || !isTitles(candidate)) return { headerLine: null, headerLines: 1 };
  const below = rows.find(({ line }) => line === candidate.line + 1);
  return { headerLine: candidate.line, headerLines: below && splitsTitles(candidate, below, merged) ? 2 : 1 };
}

const filled = ({ cells }: Row) => cells.filter((cell) => cell !== null).length;
const widest = (rows: readonly Row[]) => Math.max(0, ...rows.map(filled));

/** The number of cells that most rows have. */
function usual(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

const ADDRESS = /[^\s@]@[^\s@]+\.[^\s@]/;
/** Numbers, dates, amounts and phone numbers as people write them. */
const FIGURES = /^[\s\d.,/:+()€%\u00a0\u202f-]+$/;

function isTitles({ cells }: Row): boolean {
  const there = cells.filter((cell) => cell !== null);
  if (there.some((cell) => typeof cell === 'string' && ADDRESS.test(cell))) return false;
  const words = there.filter((cell) => typeof cell === 'string' && !FIGURES.test(cell));
  return words.length > there.length / 2;
}

/** Whether the line below only names the parts of titles that reach over several columns. */
function splitsTitles(titles: Row, below: Row, merged: readonly Area[]): boolean {
  const wide = merged.filter(({ top, bottom, left, right }) => top === titles.line && bottom === top && right > left);
  const isUnderWide = (column: number) => wide.some(({ left, right }) => column >= left && column <= right);
  return (
    wide.length > 0 &&
    below.cells.some((cell) => cell !== null) &&
    below.cells.every((cell, column) => cell === null || (typeof cell === 'string' && isUnderWide(column)))
  );
}

/** The columns by their titles, those to the right of the last title by their letters. */
export function columnsOf(
  sample: readonly Row[],
  { headerLine, headerLines = 1 }: Pick<Reading, 'headerLine' | 'headerLines'>,
  merged: readonly Area[],
  width: number,
): { columns: Column[]; titled: number } {
  const at = (line: number) => sample.find((row) => row.line === line)?.cells ?? [];
  const titles = headerLine === null ? [] : at(headerLine).map(titleOf);
  const all =
    headerLine !== null && headerLines === 2 ? joined(titles, at(headerLine + 1), headerLine, merged) : titles;
  const columns: Column[] = [];
  const taken = new Set<string>();
  for (let i = 0; i < Math.max(width, all.length); i++) {
    const title = all[i] ?? null;
    columns.push({ name: unique(title ?? `(colonne ${columnLetters(i)})`, taken), title });
  }
  return { columns, titled: all.length };
}

const titleOf = (cell: Cell) => {
  const text = cell === null ? '' : typeof cell === 'string' ? cell : String(Object.values(cell)[0]);
  return text.replace(/\s+/g, ' ').trim() || null;
};

function joined(titles: (string | null)[], below: readonly Cell[], line: number, merged: readonly Area[]) {
  const width = Math.max(titles.length, below.length);
  return Array.from({ length: width }, (_, column) => {
    const wide = merged.find(({ top, left, right }) => top === line && column >= left && column <= right);
    const above = titles[column] ?? (wide && titles[wide.left]) ?? null;
    const under = titleOf(below[column] ?? null);
    return above && under ? `${above} — ${under}` : (above ?? under);
  });
}

/** The same title again becomes `Titre (2)`. */
function unique(title: string, taken: Set<string>): string {
  let name = title;
  for (let count = 2; taken.has(folded(name)); count++) name = `${title} (${count})`;
  taken.add(folded(name));
  return name;
}

const folded = (title: string) => title.toLowerCase().replace(/\s+/g, ' ').trim();

/** Titles that stand several times, and columns between others that have none. */
export function headerWarnings(columns: readonly Column[], titled: number): TableWarning[] {
  const alike = new Map<string, number[]>();
  const empty: number[] = [];
  for (const [i, { title }] of columns.slice(0, titled).entries()) {
    if (title === null) empty.push(i + 1);
    else alike.set(folded(title), [...(alike.get(folded(title)) ?? []), i + 1]);
  }
  return [
    ...[...alike.values()]
      .filter((same) => same.length > 1)
      .map((same) => ({ code: 'duplicate-header' as const, columns: same })),
    ...(empty.length ? [{ code: 'empty-header' as const, columns: empty }] : []),
  ];
}

const DAY_AND_MONTH = /^(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})\b/;

/** Which of day and month comes first in the dates of a sample: a part above 12 is a day; French writes it first. */
export function findDateOrder(sample: readonly Row[]): Reading['dateOrder'] {
  const pairs = sample.flatMap(({ cells }) =>
    cells.flatMap((cell) => {
      const [, first, second] = typeof cell === 'string' ? (DAY_AND_MONTH.exec(cell) ?? []) : [];
      return first && second ? [[Number(first), Number(second)] as const] : [];
    }),
  );
  if (pairs.length === 0) return undefined;
  const isMonthFirst = pairs.some(([, second]) => second > 12) && !pairs.some(([first]) => first > 12);
  return isMonthFirst ? 'month-first' : 'day-first';
}
