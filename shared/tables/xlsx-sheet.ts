import { type Cell, cellReference, tidy } from './cell.ts';
import { type DateSystem, dateOfIso, dateOfSerial } from './date-serial.ts';
import type { NumberFormat } from './number-format.ts';
import type { Limits } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import type { TextStore } from './text-store.ts';
import { isSpreadsheetTag, textRuns, unescaped } from './workbook.ts';
import { plainAttribute, readXml } from './xml.ts';
import { unpacked, type Zip } from './zip.ts';

/** A rectangle of cells, columns from 0, lines from 1, both ends in it. */
export interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type SheetPiece =
  | { line: number; cells: Cell[]; isHidden: boolean }
  | { merged: Area }
  | { hiddenColumns: { from: number; to: number } };

/** What the cells of a workbook refer to. */
export interface CellContext {
  strings: TextStore;
  formats: readonly NumberFormat[];
  dates: DateSystem;
  limits: Limits;
}

export const FORMULA_WITHOUT_VALUE = { error: 'formula-without-value' } as const;

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string | undefined;
  inline: string | undefined;
  isFormula: boolean;
}

/**
 * The rows of a sheet in their order, and what it says of columns before them and of merged cells after (18.3.1). Beyond
 * `wholeRows`, cells only say that there is something in them.
 */
export function readSheet(
  zip: Zip,
  part: string,
  context: CellContext,
  wholeRows = Number.POSITIVE_INFINITY,
): AsyncGenerator<SheetPiece[]> {
  const { limits } = context;
  return readXml<SheetPiece>(unpacked(zip, part), (emit) => {
    const runs = textRuns();
    let line = 0;
    let isHidden = false;
    let row: Cell[] | undefined;
    /** A cell without a reference stands right of the one before it, empty or not. */
    let nextColumn = 0;
    let cell: OpenCell | undefined;
    let isValue = false;
    let filled = 0;
    let rows = 0;
    return {
      open: (tag) => {
        if (!isSpreadsheetTag(tag.uri)) return;
        if (cell) {
          if (tag.local === 'v') {
            isValue = true;
            cell.value = '';
          } else if (tag.local === 'f') cell.isFormula = true;
          else if (tag.local === 'is') runs.begin();
          else runs.open(tag.local);
        } else if (row) {
          if (tag.local !== 'c') return;
          const reference = plainAttribute(tag, 'r');
          const column = reference === undefined ? nextColumn : cellReference(reference)?.column;
          if (column === undefined || column < nextColumn) throw new TableRefusal('damaged', `cell ${reference}`);
          if (column >= limits.columns) throw new TableRefusal('too-many-columns');
          nextColumn = column + 1;
          cell = {
            column,
            type: plainAttribute(tag, 't') ?? 'n',
            style: Number(plainAttribute(tag, 's') ?? 0),
            value: undefined,
            inline: undefined,
            isFormula: false,
          };
        } else if (tag.local === 'row') {
          const given = Number(plainAttribute(tag, 'r') ?? line + 1);
          if (!(given > line)) throw new TableRefusal('damaged', `row ${given} after ${line}`);
          if (++rows > limits.rows || given > limits.rows) throw new TableRefusal('too-many-rows');
          line = given;
          isHidden = ['1', 'true'].includes(plainAttribute(tag, 'hidden') ?? '');
          row = [];
          nextColumn = 0;
        } else if (tag.local === 'mergeCell') {
          const area = areaOf(plainAttribute(tag, 'ref') ?? '');
          if (area) emit({ merged: area });
        } else if (tag.local === 'col' && ['1', 'true'].includes(plainAttribute(tag, 'hidden') ?? '')) {
          const [from, to] = [Number(plainAttribute(tag, 'min')) - 1, Number(plainAttribute(tag, 'max')) - 1];
          emit({ hiddenColumns: { from, to } });
        }
      },
      text: (value) => {
        if (!cell) return;
        if (isValue) cell.value += value;
        else runs.text(value);
      },
      close: (tag) => {
        if (!isSpreadsheetTag(tag.uri)) return;
        if (tag.local === 'v') isValue = false;
        else if (tag.local === 'c' && cell && row) {
          const content = rows > wholeRows && isFilled(cell) ? '' : cellContent(cell, context);
          if (content !== null) {
            while (row.length < cell.column) row.push(null);
            row.push(content);
            if (++filled > limits.cells) throw new TableRefusal('too-large-unpacked');
          }
          cell = undefined;
        } else if (tag.local === 'row' && row) {
          if (row.length) emit({ line, cells: row, isHidden });
          row = undefined;
        } else if (cell && tag.local === 'is') cell.inline = runs.end();
        else if (cell) runs.close(tag.local);
      },
    };
  });
}

const isFilled = ({ value, inline }: OpenCell) => Boolean(value || inline);

/** What a cell holds; of a formula what was computed last, never the formula. */
function cellContent({ type, style, value, inline, isFormula }: OpenCell, context: CellContext): Cell {
  if (isFormula && (value === undefined || (value === '' && type !== 'str'))) return FORMULA_WITHOUT_VALUE;
  if (type === 'inlineStr') return textCell(inline ?? value ?? '', context.limits);
  if (value === undefined || value === '') return null;
  const format = context.formats[style];
  switch (type) {
    case 's': {
      const text = context.strings.get(Number(value));
      if (text === undefined) throw new TableRefusal('damaged', `shared string ${value}`);
      return textCell(text, context.limits);
    }
    case 'str':
      return textCell(unescaped(value), context.limits);
    case 'b':
      return { boolean: value.trim() === '1' || value.trim() === 'true' };
    case 'e':
      return { error: value.trim() };
    case 'd':
      return dateOfIso(value);
    default:
      return numberCell(Number(value), format, context.dates);
  }
}

function textCell(text: string, limits: Limits): string | null {
  if (text.length > limits.cell) throw new TableRefusal('cell-too-long');
  return tidy(text);
}

function numberCell(value: number, format: NumberFormat | undefined, dates: DateSystem): Cell {
  if (!Number.isFinite(value)) return { error: 'value-unreadable' };
  if (format?.hasDate || format?.hasTime) return dateOfSerial(value, format, dates);
  const number = Number(value.toPrecision(15));
  const shown = format?.show(number);
  return shown === undefined ? { number } : { number, shown };
}

/** `A6:A7` as an area; undefined when it is none. */
function areaOf(reference: string): Area | undefined {
  const [from, to] = reference.split(':').map((corner) => cellReference(corner));
  return from && to && { left: from.column, right: to.column, top: from.line, bottom: to.line };
}
