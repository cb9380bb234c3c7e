/**
 * What a cell holds, as the person who filled it in sees it. Dates and times are wall time, ISO 8601, without a zone;
 * `shown` is the number as a French spreadsheet draws it, where its format makes more of it than its digits.
 */
export type Cell =
  | string
  | null
  | { number: number; shown?: string }
  | { date: string }
  | { datetime: string }
  | { time: string }
  | { duration: string }
  | { boolean: boolean }
  | { error: string };

/** Where the next row begins: its line, and in a CSV its byte. */
export interface Checkpoint {
  line: number;
  bytes?: number | undefined;
}

export interface Row {
  /** The line of the sheet, or the physical line on which the record of a CSV begins, counted from 1. */
  line: number;
  /** As many as the row has: those that it lacks are empty. */
  cells: Cell[];
  next: Checkpoint;
  isHidden?: true;
  /** Columns (from 0) whose value comes from the merged cell above. */
  filledDown?: number[];
  /** The row could not be read, nor what follows it: whoever goes on from here is told so again. */
  fault?: 'quote-not-closed';
}

const isOuter = (code: number) => code === 0x20 || code === 0x09 || code === 0xa0;

/** Text as it is compared and shown: NFC, lines ended by LF, without spaces around it; null when nothing is left. */
export function tidy(text: string): string | null {
  let from = 0;
  let to = text.length;
  while (from < to && isOuter(text.charCodeAt(from))) from++;
  while (to > from && isOuter(text.charCodeAt(to - 1))) to--;
  if (from === to) return null;
  const inner = from > 0 || to < text.length ? text.slice(from, to) : text;
  return (inner.includes('\r') ? inner.replace(/\r\n?/g, '\n') : inner).normalize('NFC');
}

export const isBlank = (cells: readonly Cell[]): boolean => cells.every((cell) => cell === null);

/** A number in French, all its digits: `1234,5`. Spreadsheets keep fifteen of them. */
export function plainNumber(value: number): string {
  const digits = String(Number(value.toPrecision(15)));
  return (digits.includes('e') ? EVERY_DIGIT.format(Number(digits)) : digits).replace('.', ',');
}
const EVERY_DIGIT = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });

/** What a person reads in the cell, in French. */
export function shownText(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined || typeof cell === 'string') return cell ?? null;
  if ('number' in cell) return cell.shown ?? plainNumber(cell.number);
  if ('boolean' in cell) return cell.boolean ? 'VRAI' : 'FAUX';
  return Object.values(cell)[0] as string;
}

/** The letters of a column, from 0: `A` … `XFD`. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A reference such as `$B$12` as column (from 0) and line (from 1); undefined when it is none. */
export function cellReference(text: string): { column: number; line: number } | undefined {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(text) ?? [];
  if (!letters || !digits) return undefined;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, line: Number(digits) };
}
