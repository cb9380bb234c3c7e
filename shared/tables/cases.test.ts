import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import expected from '../../test/cases/tables/expected.json' with { type: 'json' };
import { type Cell, cellReference, type Row } from './cell.ts';
import { asDate, asNumber, asPercent, asPhone, asText, asYesNo, type ColumnValue } from './column-values.ts';
import { openTable, type Table } from './open-table.ts';
import { reading } from './reading.ts';
import { fileSource } from './source.ts';

interface ExpectedRow {
  line: number;
  cells: Cell[];
}
interface Case {
  file: string;
  outcome: string;
  code?: string;
  sheet?: string | null;
  headerRow?: number;
  columns?: string[];
  rows?: ExpectedRow[];
  rowCount?: number;
  encoding?: string;
  delimiter?: string;
  hidden?: string[];
  sheets?: { name: string; rows: number }[];
  proposed?: string;
  afterChoice?: Case;
  cells?: Record<string, Cell>;
  warnings?: { code: string }[];
  rowErrors?: { line: number; code: string }[];
}

const CASES = expected.cases as unknown as Case[];
/** Files of other programs, which are not ours to copy: they lie beside the repository, where people have them. */
const BESIDE = join(import.meta.dirname, '../../../shared/cases/import');
const OURS = join(import.meta.dirname, '../../test/cases/tables');

const pathOf = (file: string) => (file.startsWith('files/') ? join(OURS, file.slice(6)) : join(BESIDE, file));
const isThere = (file: string) => file.startsWith('files/') || existsSync(pathOf(file));

const all = (rows: AsyncIterable<Row>): Promise<Row[]> => Readable.from(rows).toArray();

async function opened<T>(file: string, look: (table: Table, rows: Row[]) => T, override = {}): Promise<T> {
  const table = await openTable(await fileSource(pathOf(file)), override);
  try {
    return await look(table, await all(table.rows()));
  } finally {
    table.close();
  }
}

const good = (rows: readonly Row[], width: number): ExpectedRow[] =>
  rows
    .filter(({ fault }) => !fault)
    .map(({ line, cells }) => ({ line, cells: Array.from({ length: width }, (_, i) => cells[i] ?? null) }));

describe.each(CASES.map((each) => [each.file, each] as const))('%s', (file, each) => {
  const check = it.skipIf(!isThere(file));

  if (each.outcome.startsWith('refused')) {
    check(`is refused: ${each.code}`, async () => {
      await expect(opened(file, () => {})).rejects.toMatchObject({ name: 'TableRefusal', code: each.code });
    });
    return;
  }

  if (each.cells) {
    check('holds the cells that are stated', async () => {
      const found = await opened(file, (_, rows) => rows, { headerLine: null });
      for (const [name, cell] of Object.entries(each.cells ?? {})) {
        const { line, column } = cellReference(name) ?? { line: 0, column: 0 };
        expect(found.find((row) => row.line === line)?.cells[column], name).toEqual(cell);
      }
    });
    return;
  }

  const wanted = each.afterChoice ?? each;
  check('is read as a right importer reads it, and again by the reading that was shown', async () => {
    const [first, rows] = await opened(file, (table, found) => {
      const { columns } = table;
      expect(reading.parse(table.reading)).toEqual(table.reading);
      if (wanted.sheet) expect(table.reading.sheet).toBe(wanted.sheet);
      if (wanted.headerRow) expect(table.reading.headerLine).toBe(wanted.headerRow);
      if (wanted.columns) expect(columns.map(({ name }) => name)).toEqual(wanted.columns);
      if (wanted.rows) expect(good(found, columns.length)).toEqual(wanted.rows);
      if (wanted.rowCount) expect(found).toHaveLength(wanted.rowCount);
      if (each.encoding) expect(table.reading.encoding).toBe(each.encoding);
      if (each.delimiter) expect(table.reading.delimiter).toBe(each.delimiter);
      if (each.hidden) expect(table.reading.hiddenSheets).toEqual(each.hidden);
      if (each.sheets) expect(table.reading.sheets).toEqual(each.sheets);
      if (each.proposed) expect(table).toMatchObject({ asks: ['sheet'], reading: { sheet: each.proposed } });
      else expect(table.asks).toEqual([]);
      expect(table.warnings.map(({ code }) => code)).toEqual(
        expect.arrayContaining([...(each.warnings ?? []), ...(wanted.warnings ?? [])].map(({ code }) => code)),
      );
      const faults = (each.rowErrors ?? []).filter(({ code }) => code === 'quote-not-closed');
      expect(found.filter(({ fault }) => fault).map(({ line, fault }) => ({ line, code: fault }))).toEqual(faults);
      return [table.reading, found] as const;
    });
    await opened(file, (table, again) => expect([table.reading, again, table.asks]).toEqual([first, rows, []]), first);
  });

  check('goes on from any row', async () => {
    const table = await openTable(await fileSource(pathOf(file)));
    const rows = await all(table.rows());
    for (const [i, { next }] of rows.entries()) {
      if (rows.length > 50 && i % 37) continue;
      expect(await all(table.rows(next))).toEqual(rows.slice(rows[i]?.fault ? i : i + 1));
    }
    table.close();
  });
});

it('finds its cases of other programs beside the repository, or says that they were skipped', () => {
  const there = existsSync(BESIDE) ? readdirSync(join(BESIDE, 'real')).length : 0;
  if (!there) console.log(`Skipped ${CASES.filter(({ file }) => !isThere(file)).length} files that are not beside it.`);
  expect(CASES.filter(({ file }) => isThere(file)).length).toBeGreaterThan(20);
});

describe('a typed column', () => {
  const value = <T>(found: ColumnValue<T>) =>
    'error' in found ? found.error : [found.value, ...(found.warning ? [found.warning] : [])];
  const column = (file: string, at: number, read: (rows: Row[]) => (cell: Cell | undefined) => ColumnValue<unknown>) =>
    opened(file, (_, rows) => {
      const typed = read(rows);
      return Object.fromEntries(rows.map(({ line, cells }) => [line, value(typed(cells[at]))]));
    });

  it('of dates takes what people write, the day first, and none that never was', async () => {
    expect(await column('files/03-dates-1900.xlsx', 1, () => asDate())).toMatchObject({
      2: ['2024-02-29'],
      5: ['2024-02-29'],
      7: 'date',
      11: ['2024-02-29'],
      12: ['2024-02-29'],
      13: ['2024-04-03'],
      14: 'date-impossible',
      15: ['2024-02-29'],
      16: ['2024-02-29', 'date-of-number'],
      17: 'date-impossible',
    });
    expect(value(asDate('month-first')('03/04/2024'))).toEqual(['2024-03-04']);
    expect(value(asDate()('1er janv. 2026'))).toEqual(['2026-01-01']);
    expect(value(asDate()('7/8/26'))).toEqual(['2026-08-07']);
    expect(value(asDate()('demain'))).toBe('date');
  });

  it('of texts takes what is seen, and says which codes lost a zero', async () => {
    const texts = (at: number) => (rows: Row[]) => asText(rows.map(({ cells }) => cells[at]));
    expect(await column('files/05-numbers-and-codes.xlsx', 1, texts(1))).toMatchObject({
      2: ['01000'],
      3: ['01000'],
      4: ['1000', 'zero-lost'],
    });
    expect(await column('files/05-numbers-and-codes.xlsx', 2, texts(2))).toMatchObject({ 3: ['73282932000074'] });
  });

  it('of numbers takes French and English ones', async () => {
    const file = 'files/05-numbers-and-codes.xlsx';
    expect(await column(file, 3, () => asNumber)).toEqual({
      2: [1234.5],
      3: [1234.5],
      4: [0.3],
      5: [1234.5],
      6: 'number',
    });
    expect(await column(file, 4, () => asNumber)).toMatchObject({ 2: [15.5], 5: [15.5], 6: 'number' });
    expect(await column(file, 2, () => asNumber)).toMatchObject({ 6: [73282932000000, 'scientific-notation'] });
    expect(await column('files/29-comma-decimal.csv', 2, () => asNumber)).toEqual({ 2: [15.5], 3: [14.5] });
    for (const [text, number] of [
      ['1,234.50', 1234.5],
      ['1.234.567', 1234567],
      ['-12,5', -12.5],
      ['1\u202f000', 1000],
    ] as const) {
      expect(value(asNumber(text)), text).toEqual([number]);
    }
  });

  it('of phones restores a zero, and says so', async () => {
    expect(await column('files/13-phones-percent-booleans-errors.xlsx', 1, () => asPhone)).toEqual({
      2: ['+33612345678'],
      3: ['+33612345678', 'zero-restored'],
      4: ['+33612345678'],
      5: ['+33612345678'],
      6: 'cell-error',
    });
  });

  it('of percents and of yes or no', async () => {
    const file = 'files/13-phones-percent-booleans-errors.xlsx';
    expect(await column(file, 2, () => asPercent)).toEqual({
      2: [85],
      3: [85.5],
      4: [85, 'percent-unsure'],
      5: [85],
      6: 'cell-error',
    });
    expect(await column(file, 3, () => asYesNo)).toEqual({
      2: [true],
      3: [false],
      4: [true],
      5: [true],
      6: 'cell-error',
    });
  });
});
