import type { Cell } from './cell.ts';
import type { NumberFormat } from './number-format.ts';

const DAY = 86_400;
const FIRST_DAYS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };
/** 31 December 9999, the last day of spreadsheets. */
const LAST = { 1900: 2_958_465, 1904: 2_957_003 };

export type DateSystem = keyof typeof FIRST_DAYS;

const DATE_IMPOSSIBLE = { error: 'date-impossible' } as const;

/**
 * A number that its format shows as a date (ECMA-376 part 1, 18.17.4.1): days since the first one, the time of day behind
 * the point. The 1900 system counts a 29 February 1900, serial 60, that never was.
 */
export function dateOfSerial(serial: number, format: NumberFormat, system: DateSystem): Cell {
  // Halves of seconds come from the binary form of a time that was typed.
  const seconds = Math.round(serial * DAY);
  if (seconds < 0 || seconds >= (LAST[system] + 1) * DAY) return DATE_IMPOSSIBLE;
  if (format.isElapsed) return { duration: isoDuration(seconds) };
  const time = clock(seconds % DAY);
  if (!format.hasDate) return { time };
  const day = Math.floor((format.hasTime ? seconds : Math.floor(serial) * DAY) / DAY);
  if (system === 1900 && (day === 60 || day === 0)) return DATE_IMPOSSIBLE;
  const shift = system === 1900 && day < 60 ? 1 : 0;
  const date = new Date(FIRST_DAYS[system] + (day + shift) * DAY * 1000).toISOString().slice(0, 10);
  return format.hasTime ? { datetime: `${date}T${time}` } : { date };
}

const two = (value: number) => String(value).padStart(2, '0');

const clock = (seconds: number) =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** ISO 8601, without the parts that are zero: `PT30H`. */
export function isoDuration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor(seconds / 60) % 60, 'M'],
    [seconds % 60, 'S'],
  ] as const;
  return `PT${parts.map(([value, unit]) => (value ? `${value}${unit}` : '')).join('') || '0S'}`;
}

const ISO = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:T?(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** A date as ISO 8601 writes it, its zone left aside: what was written is what people saw. */
export function dateOfIso(text: string): Cell {
  const [, year, month, day, hours, minutes, seconds = '00'] = ISO.exec(text.trim()) ?? [];
  const time = hours && `${hours}:${minutes}:${seconds}`;
  if (hours && (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)) return DATE_IMPOSSIBLE;
  if (!year) return time ? { time } : DATE_IMPOSSIBLE;
  const date = `${year}-${month}-${day}`;
  if (!isDay(Number(year), Number(month), Number(day))) return DATE_IMPOSSIBLE;
  return time ? { datetime: `${date}T${time}` } : { date };
}

export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
