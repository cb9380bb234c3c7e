import type { Row } from './cell.ts';
import { SAMPLE_ROWS } from './header.ts';
import type { Limits } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import { FillDown, type OpenBook, type OpenSheet, Survey } from './sheet.ts';
import { TextStore } from './text-store.ts';
import { readWorkbook, sharedTexts, type WorkbookSheet } from './workbook.ts';
import { type Area, type CellContext, readSheet, type SheetPiece } from './xlsx-sheet.ts';
import type { Zip } from './zip.ts';

interface XlsxSheet extends OpenSheet {
  part: string;
}

/** The sheets of an XLSX: each that is seen is gone over once, since merged cells are told after the rows. */
export async function openXlsxSheets(zip: Zip, limits: Limits): Promise<OpenBook<XlsxSheet>> {
  const book = await readWorkbook(zip);
  const strings = new TextStore();
  try {
    if (book.sharedStrings && zip.has(book.sharedStrings)) {
      for await (const texts of sharedTexts(zip, book.sharedStrings)) {
        for (const text of texts) strings.push(text);
        if (strings.size > limits.strings) throw new TableRefusal('too-large-unpacked');
      }
    }
    const context: CellContext = { strings, formats: book.formats, dates: book.dates, limits };
    const sheets: XlsxSheet[] = [];
    for (const sheet of book.sheets) sheets.push(await surveyed(zip, sheet, context));
    return {
      sheets,
      warnings: [
        ...(book.hasMacros ? [{ code: 'macros-ignored' as const }] : []),
        ...(book.missing.length ? [{ code: 'sheet-missing' as const, sheets: book.missing }] : []),
      ],
      rows: (sheet) => rowsOf(zip, sheets.find((each) => each === sheet) as XlsxSheet, context),
      close: () => strings.close(),
    };
  } catch (error) {
    strings.close();
    throw error;
  }
}

async function surveyed(
  zip: Zip,
  { name, part, isHidden, isActive }: WorkbookSheet,
  context: CellContext,
): Promise<XlsxSheet> {
  const survey = new Survey();
  const note = (piece: SheetPiece) => {
    if ('cells' in piece) survey.row(rowOf(piece), SAMPLE_ROWS);
    else if ('hiddenColumns' in piece) survey.hideColumns(piece.hiddenColumns);
    else if (survey.merged.push(piece.merged) > context.limits.merges) throw new TableRefusal('too-large-unpacked');
  };
  for await (const pieces of readSheet(zip, part, context, SAMPLE_ROWS)) pieces.forEach(note);
  survey.merged.sort((a, b) => a.top - b.top);
  const { rows, sample, merged, hiddenLines, isHiddenColumn } = survey;
  return { name, part, isHidden, isActive, rows, sample, merged, hiddenLines, isHiddenColumn };
}

const rowOf = ({ line, cells, isHidden }: { line: number; cells: Row['cells']; isHidden: boolean }): Row => ({
  line,
  cells,
  next: { line: line + 1 },
  ...(isHidden && { isHidden }),
});

async function* rowsOf(zip: Zip, { part, merged }: XlsxSheet, context: CellContext): AsyncGenerator<Row> {
  const areas = merged.filter(({ top, bottom }) => bottom > top);
  const fill = new FillDown();
  let at = 0;
  for await (const pieces of readSheet(zip, part, context)) {
    for (const piece of pieces) {
      if (!('cells' in piece)) continue;
      const row = rowOf(piece);
      for (let area: Area | undefined = areas[at]; area && area.top <= row.line; area = areas[++at]) {
        if (area.top === row.line) fill.begin(area.left, row.cells[area.left] ?? null, area.bottom);
      }
      yield fill.fill(row);
    }
  }
}
