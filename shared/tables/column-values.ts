import { type Cell, plainNumber, shownText } from './cell.ts';
import { dateOfSerial, isDay } from './date-serial.ts';
import { numberFormat } from './number-format.ts';
import { phoneOf, readPhoneText } from './phone-text.ts';
import type { Reading } from './reading.ts';

/** What a cell gives for a variable of some kind: a value, perhaps with a doubt to show, or why there is none. */
export type ColumnValue<T> =
  | {
      value: T | null;
      warning?: 'zero-lost' | 'zero-restored' | 'scientific-notation' | 'date-of-number' | 'percent-unsure';
    }
  | { error: 'cell-error' | 'number' | 'date' | 'date-impossible' | 'phone' | 'percent' | 'yes-no' | (string & {}) };

type ReadColumn<T> = (cell: Cell | undefined) => ColumnValue<T>;

const EMPTY = { value: null } as const;

/** Errors that a spreadsheet wrote, as cells of a CSV hold them too. */
const WRITTEN_ERROR = /^#(?:N\/A|REF!|DIV\/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|#+)$/;

/** Passes by empty cells, and tells those that hold an error of the spreadsheet. */
const unlessError =
  <T>(read: (cell: NonNullable<Exclude<Cell, { error: string }>>) => ColumnValue<T>): ReadColumn<T> =>
  (cell) => {
    if (cell === null || cell === undefined) return EMPTY;
    if (typeof cell === 'object' && 'error' in cell) {
      return { error: cell.error.startsWith('#') || cell.error.startsWith('Err') ? 'cell-error' : cell.error };
    }
    if (typeof cell === 'string' && WRITTEN_ERROR.test(cell)) return { error: 'cell-error' };
    return read(cell);
  };

/** What a person sees. A code that is shorter than all others of its column has probably lost its zeros. */
export function asText(sample: readonly (Cell | undefined)[] = []): ReadColumn<string> {
  const widths = sample
    .map(shownText)
    .filter((text) => text !== null && /^\d+$/.test(text))
    .map((text) => text?.length);
  const usual = widths.find((width) => widths.filter((each) => each === width).length > widths.length / 2);
  return unlessError((cell) => {
    const value = shownText(cell);
    const isShort = typeof cell === 'object' && 'number' in cell && usual !== undefined && value?.length === usual - 1;
    return isShort && /^\d+$/.test(value ?? '') ? { value, warning: 'zero-lost' } : { value };
  });
}

const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E[+-]?\d+$/i;

/** A number, or a text that writes one in French or in English, with its currency or without. */
export const asNumber: ReadColumn<number> = unlessError((cell) => {
  if (typeof cell === 'object') return 'number' in cell ? { value: cell.number } : { error: 'number' };
  if (SCIENTIFIC.test(cell)) return { value: Number(cell.replace(',', '.')), warning: 'scientific-notation' };
  const value = numberOf(cell.replace(/(?:€|EUR)$/i, '').trim());
  return value === undefined ? { error: 'number' } : { value };
});

/** `1 234,50`, `1.234,50`, `1,234.50`, `1234.5`: the last point or comma divides, unless it only groups by thousands. */
function numberOf(text: string): number | undefined {
  const digits = text.replace(/(?<=\d)[\s\u00a0\u202f'’](?=\d{3})/g, '').trim();
  const forms = [
    /^[+-]?\d+(?:[.,]\d+)?$/.test(digits) && digits.replace(',', '.'),
    /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/.test(digits) && digits.replaceAll('.', '').replace(',', '.'),
    /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/.test(digits) && digits.replaceAll(',', ''),
    /^[+-]?\d{1,3}(?:[.,]\d{3}){2,}$/.test(digits) && digits.replace(/[.,]/g, ''),
  ];
  const found = forms.find((form) => form !== false);
  return found === undefined ? undefined : Number(found);
}

const MONTHS: readonly RegExp[] = [
  /^jan/,
  /^f[eé]v|^feb/,
  /^mar/,
  /^avr|^apr/,
  /^mai|^may/,
  /^juin|^jun/,
  /^juil|^jul/,
  /^ao[uû]|^aug/,
  /^sep/,
  /^oct/,
  /^nov/,
  /^d[eé]c/,
];

/** A day, ISO 8601. A plain number is one only because the person says that its column holds dates. */
export function asDate(dateOrder: Reading['dateOrder'] = 'day-first'): ReadColumn<string> {
  return unlessError((cell) => {
    if (typeof cell === 'string') return dateOf(cell, dateOrder);
    if ('date' in cell) return { value: cell.date };
    if ('datetime' in cell) return { value: cell.datetime.slice(0, 10) };
    if (!('number' in cell)) return { error: 'date' };
    const day = dateOfSerial(cell.number, numberFormat(14), 1900);
    if (day === null || typeof day === 'string' || !('date' in day)) return { error: 'date-impossible' };
    return { value: day.date, warning: 'date-of-number' };
  });
}

function dateOf(text: string, order: Reading['dateOrder']): ColumnValue<string> {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?$/.exec(text) ?? [];
  if (isoYear) return day(isoYear, isoMonth, isoDay);
  const [, first, second, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:\s.*)?$/.exec(text) ?? [];
  if (first) return order === 'month-first' ? day(year, first, second) : day(year, second, first);
  const [, said, name = '', spelt] = /^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:er)?\s+(\p{L}+)\.?\s+(\d{4})$/u.exec(text) ?? [];
  const month = MONTHS.findIndex((each) => each.test(name.toLowerCase()));
  return said && month >= 0 ? day(spelt, String(month + 1), said) : { error: 'date' };
}

/** Two figures of a year are read as spreadsheets do: 00 to 29 in this century. */
function day(year = '', month = '', date = ''): ColumnValue<string> {
  const full = year.length === 2 ? Number(year) + (Number(year) < 30 ? 2000 : 1900) : Number(year);
  if (!isDay(full, Number(month), Number(date))) return { error: 'date-impossible' };
  return { value: `${full}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` };
}

/** A phone number in E.164. */
export const asPhone: ReadColumn<string> = unlessError((cell) => {
  const typed =
    typeof cell === 'object' && 'number' in cell ? (cell.shown ?? plainNumber(cell.number)) : shownText(cell);
  const { text, fault } = readPhoneText(typed ?? '');
  const value = phoneOf(fault?.suggestion ?? text ?? '');
  if (value === undefined) return { error: 'phone' };
  return fault?.code === 'leading-zero-lost' ? { value, warning: 'zero-restored' } : { value };
});

/** Points of a hundred: 85 for `85 %`. A number whose format says nothing may be either. */
export const asPercent: ReadColumn<number> = unlessError((cell) => {
  const hundredth = (number: number) => Number((number * 100).toPrecision(15));
  if (typeof cell === 'object') {
    if (!('number' in cell)) return { error: 'percent' };
    if (cell.shown?.includes('%')) return { value: hundredth(cell.number) };
    return { value: Math.abs(cell.number) <= 1 ? hundredth(cell.number) : cell.number, warning: 'percent-unsure' };
  }
  const value = numberOf(cell.replace(/%$/, '').trim());
  if (value === undefined) return { error: 'percent' };
  return cell.endsWith('%') ? { value } : { value, warning: 'percent-unsure' };
});

const YES = new Set(['oui', 'o', 'vrai', 'yes', 'y', 'true', 'x', '1']);
const NO = new Set(['non', 'n', 'faux', 'no', 'false', '0']);

export const asYesNo: ReadColumn<boolean> = unlessError((cell) => {
  if (typeof cell === 'object' && 'boolean' in cell) return { value: cell.boolean };
  const word = (shownText(cell) ?? '').toLowerCase();
  if (YES.has(word)) return { value: true };
  return NO.has(word) ? { value: false } : { error: 'yes-no' };
});
