import { expect, it } from 'vitest';
import { dateOfSerial } from './date-serial.ts';
import { numberFormat } from './number-format.ts';

it.each([
  ['General', 12.5, undefined],
  ['0', 12, undefined],
  ['0.00', 1.005, '1,01'],
  ['#,##0', 1234567, '1 234 567'],
  ['#,##0.00 "€"', -1234.5, '-1 234,50 €'],
  ['#,##0.00\\ [$€-40C];[Red]-#,##0.00\\ [$€-40C]', -3, '-3,00 €'],
  ['0" jours";-0" jours";"aucun"', 0, 'aucun'],
  ['0.0%', 0.1234, '12,3%'],
  ['0.##', 1.5, undefined],
  ['0.0##', 2, '2,0'],
  ['#,##0,', 1234567, '1 235'],
  ['(0)', 5, '(5)'],
  ['[>=3000000000000]#" "##" "##" "##" "###" "###" | "##;0', 182_017_512_345_678, '1 82 01 75 123 456 | 78'],
  ['_-* #,##0_-', 1000, '1 000'],
  ['00000', 1000, '01000'],
  ['# ?/?', 0.5, undefined],
  ['0.00E+00', 1234, undefined],
  [9, 0.5, '50%'],
] as const)('%s shows %d as %s', (code, value, shown) => {
  expect(numberFormat(code).show(value)).toBe(shown);
});

it.each([
  ['dd/mm/yyyy', 'date'],
  ['[$-40C]d mmmm yyyy;@', 'date'],
  ['mmm-yy', 'date'],
  ['m', 'date'],
  ['hh:mm', 'time'],
  ['mm:ss', 'time'],
  ['[mm]:ss', 'elapsed'],
  ['h:mm AM/PM', 'time'],
  ['yyyy-mm-dd hh:mm', 'date and time'],
  ['0" jours"', 'number'],
  ['[Red]0.00', 'number'],
  ['\\d0', 'number'],
  ['General', 'number'],
  [14, 'date'],
  [20, 'time'],
  [46, 'elapsed'],
  [34, 'time'],
  [57, 'date'],
  [170, 'number'],
] as const)('%s is a format of a %s', (code, kind) => {
  const { hasDate, hasTime, isElapsed } = numberFormat(code);
  const found = isElapsed ? 'elapsed' : hasDate ? (hasTime ? 'date and time' : 'date') : hasTime ? 'time' : 'number';
  expect(found).toBe(kind);
});

it.each([
  [1900, 1, 'dd/mm/yyyy', { date: '1900-01-01' }],
  [1900, 0, 'dd/mm/yyyy', { error: 'date-impossible' }],
  [1900, 61, 'dd/mm/yyyy', { date: '1900-03-01' }],
  [1900, 2_958_465, 'dd/mm/yyyy', { date: '9999-12-31' }],
  [1900, 2_958_466, 'dd/mm/yyyy', { error: 'date-impossible' }],
  [1904, 0, 'dd/mm/yyyy', { date: '1904-01-01' }],
  [1904, 59, 'dd/mm/yyyy', { date: '1904-02-29' }],
  [1900, 45351.99999999, 'dd/mm/yyyy', { date: '2024-02-29' }],
  [1900, 45351.99999999, 'dd/mm/yyyy hh:mm', { datetime: '2024-03-01T00:00:00' }],
  [1900, 45351.5, 'hh:mm', { time: '12:00:00' }],
  [1900, 0, '[h]:mm', { duration: 'PT0S' }],
] as const)('in the system of %d, %d shown as %s is %o', (system, serial, code, cell) => {
  expect(dateOfSerial(serial, numberFormat(code), system)).toEqual(cell);
});
