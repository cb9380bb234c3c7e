import type { Checkpoint, Row } from './cell.ts';
import { readCsv } from './csv.ts';
import { findDialect } from './csv-dialect.ts';
import {
  type Column,
  columnsOf,
  findDateOrder,
  findHeader,
  headerWarnings,
  SAMPLE_ROWS,
  type TableWarning,
} from './header.ts';
import { openKind } from './kind.ts';
import { openOdsSheets } from './ods-workbook.ts';
import { LIMITS, type Limits, type Override, type Reading } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import type { OpenSheet } from './sheet.ts';
import type { Source } from './source.ts';
import { openXlsxSheets } from './xlsx-workbook.ts';
import type { Zip } from './zip.ts';

export interface Table {
  /** How it is read: what was found, and what was given. */
  reading: Reading;
  columns: Column[];
  /** How many columns the line of titles names or leaves empty; those beyond have data only. */
  titled: number;
  warnings: TableWarning[];
  /** What the person has to choose before the rows are taken: the reading holds what we would. */
  asks: 'sheet'[];
  /** Its rows below the titles, blank ones left out, from the first or from a checkpoint. */
  rows(from?: Checkpoint): AsyncGenerator<Row>;
  close(): void;
}

/**
 * Opens a CSV, an XLSX or an ODS by its bytes, whatever its name, in flat memory. Throws `TableRefusal` for whatever is
 * none, or goes beyond the limits, here or while rows are read.
 */
export async function openTable(source: Source, override: Override = {}, limits: Limits = LIMITS): Promise<Table> {
  const { kind, zip } = await openKind(source, limits);
  return zip ? openWorkbook(kind, zip, override, limits) : openCsv(source, override, limits);
}

async function openCsv(source: Source, override: Override, limits: Limits): Promise<Table> {
  const dialect = await findDialect(source, override);
  const all = (from?: Checkpoint) => readCsv(source, dialect, limits, from);
  const sample = await firstRows(all());
  const { encoding, delimiter } = dialect;
  return tableOf({ kind: 'csv', encoding, delimiter }, { sample, override, limits, all });
}

async function openWorkbook(kind: Reading['kind'], zip: Zip, override: Override, limits: Limits): Promise<Table> {
  try {
    const book = await (kind === 'xlsx' ? openXlsxSheets : openOdsSheets)(zip, limits);
    const sheet = chooseSheet(book.sheets, override.sheet);
    const seen = book.sheets.filter(({ isHidden }) => !isHidden);
    const table = tableOf(
      {
        kind,
        sheet: sheet.name,
        sheets: seen.map(({ name, rows }) => ({ name, rows })),
        hiddenSheets: book.sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name),
      },
      { sample: sheet.sample, override, limits, all: () => book.rows(sheet), sheet },
    );
    const isPlain = override.sheet !== undefined || seen.filter(({ rows }) => rows > 0).length <= 1;
    return {
      ...table,
      warnings: [...table.warnings, ...book.warnings],
      asks: isPlain ? [] : ['sheet'],
      close: () => {
        book.close();
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** The sheet that was asked for; else the one that has addresses, or that was open when the file was saved. */
function chooseSheet(sheets: readonly OpenSheet[], asked: string | undefined): OpenSheet {
  if (asked !== undefined) {
    const found = sheets.find(({ name }) => name === asked);
    if (!found) throw new TableRefusal('sheet-unknown');
    return found;
  }
  const seen = sheets.filter(({ isHidden }) => !isHidden);
  const full = seen.filter(({ rows }) => rows > 0);
  const best = full.filter(hasAddresses);
  const chosen =
    best.find(({ isActive }) => isActive) ?? best[0] ?? full.find(({ isActive }) => isActive) ?? full[0] ?? seen[0];
  if (!chosen) throw new TableRefusal('no-sheet');
  return chosen;
}

const hasAddresses = ({ sample }: OpenSheet) =>
  sample.some(({ cells }) => cells.some((cell) => typeof cell === 'string' && /[^\s@]@[^\s@]/.test(cell)));

interface Parts {
  sample: readonly Row[];
  override: Override;
  limits: Limits;
  all(from?: Checkpoint): AsyncGenerator<Row>;
  sheet?: OpenSheet;
}

function tableOf(
  found: Pick<Reading, 'kind'> & Partial<Reading>,
  { sample, override, limits, all, sheet }: Parts,
): Table {
  const merged = sheet?.merged ?? [];
  const header =
    override.headerLine === undefined
      ? findHeader(sample, merged)
      : { headerLine: override.headerLine, headerLines: override.headerLines ?? 1 };
  const first = header.headerLine === null ? 0 : header.headerLine + header.headerLines;
  const below = sample.filter(({ line }) => line >= first);
  const dateOrder = override.dateOrder ?? findDateOrder(below);
  const width = Math.max(0, ...below.map(({ cells }) => cells.findLastIndex((cell) => cell !== null) + 1));
  const { columns, titled } = columnsOf(sample, header, merged, width);
  for (const [i, column] of columns.entries()) if (sheet?.isHiddenColumn(i)) column.isHidden = true;
  const hidden = columns.flatMap(({ isHidden }, i) => (isHidden ? [i + 1] : []));
  return {
    reading: { ...found, ...header, ...(dateOrder && { dateOrder }) },
    columns,
    titled,
    warnings: [
      ...headerWarnings(columns, titled),
      ...(hidden.length ? [{ code: 'hidden-columns' as const, columns: hidden }] : []),
      ...(sheet?.hiddenLines.count
        ? [{ code: 'hidden-rows' as const, lines: sheet.hiddenLines.first, count: sheet.hiddenLines.count }]
        : []),
    ],
    asks: [],
    async *rows(from) {
      let count = 0;
      for await (const row of all(from)) {
        if (row.line < Math.max(first, from?.line ?? 0)) continue;
        if (++count > limits.rows) throw new TableRefusal('too-many-rows');
        yield row;
      }
    },
    close: () => {},
  };
}

async function firstRows(rows: AsyncGenerator<Row>): Promise<Row[]> {
  const first: Row[] = [];
  for await (const row of rows) if (first.push(row) >= SAMPLE_ROWS) break;
  return first;
}
