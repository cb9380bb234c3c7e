import { type Cell, isBlank, type Row } from './cell.ts';
import type { TableWarning } from './header.ts';
import type { Area } from './xlsx-sheet.ts';

/** A sheet that was looked over once, for what cannot be known from its first rows. */
export interface OpenSheet {
  name: string;
  isHidden: boolean;
  isActive: boolean;
  /** Lines that hold something. */
  rows: number;
  sample: Row[];
  merged: readonly Area[];
  hiddenLines: { first: number[]; count: number };
  isHiddenColumn(column: number): boolean;
}

export interface OpenBook<S extends OpenSheet = OpenSheet> {
  sheets: S[];
  warnings: TableWarning[];
  rows(sheet: OpenSheet): AsyncGenerator<Row>;
  close(): void;
}

/** Hidden lines that are named; the rest are counted. */
const NAMED_LINES = 100;

/** Gathers what is to be known of a sheet as its rows go by. */
export class Survey {
  rows = 0;
  readonly sample: Row[] = [];
  readonly merged: Area[] = [];
  readonly hiddenLines = { first: [] as number[], count: 0 };
  readonly #hiddenColumns: { from: number; to: number }[] = [];

  row(row: Row, sampled: number): void {
    this.rows++;
    if (this.sample.length < sampled) this.sample.push(row);
    if (!row.isHidden) return;
    this.hiddenLines.count++;
    if (this.hiddenLines.first.length < NAMED_LINES) this.hiddenLines.first.push(row.line);
  }

  hideColumns(range: { from: number; to: number }): void {
    this.#hiddenColumns.push(range);
  }

  readonly isHiddenColumn = (column: number): boolean =>
    this.#hiddenColumns.some(({ from, to }) => column >= from && column <= to);
}

/** Fills the cells that a merged cell covers below its first line: people see its value on each of them. */
export class FillDown {
  readonly #open = new Map<number, { value: Cell; until: number }>();

  begin(column: number, value: Cell, until: number): void {
    this.#open.set(column, { value, until });
  }

  fill(row: Row): Row {
    const filledDown: number[] = [];
    for (const [column, { value, until }] of this.#open) {
      if (row.line > until) this.#open.delete(column);
      else if ((row.cells[column] ?? null) === null && !isBlank(row.cells)) {
        while (row.cells.length <= column) row.cells.push(null);
        row.cells[column] = value;
        filledDown.push(column);
      }
    }
    return filledDown.length ? { ...row, filledDown } : row;
  }
}
