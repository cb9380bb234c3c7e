import type { Row } from './cell.ts';
import { SAMPLE_ROWS } from './header.ts';
import { type OdsRows, readOds, readOdsStyles } from './ods.ts';
import type { OdsStyles } from './ods-styles.ts';
import type { Limits } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import { FillDown, type OpenBook, type OpenSheet, Survey } from './sheet.ts';
import type { Zip } from './zip.ts';

/** The tables of an ODS, which all lie in one part: it is gone over once for what there is, once more for the rows. */
export async function openOdsSheets(zip: Zip, limits: Limits): Promise<OpenBook> {
  const styles = await readOdsStyles(zip);
  const found: { name: string; isHidden: boolean; survey: Survey }[] = [];
  for await (const pieces of readOds(zip, styles, limits)) {
    for (const piece of pieces) {
      const survey = found.at(-1)?.survey;
      if ('sheet' in piece) found.push({ name: piece.sheet, isHidden: piece.isHidden, survey: new Survey() });
      else if ('hiddenColumns' in piece) survey?.hideColumns(piece.hiddenColumns);
      else if (survey) note(survey, piece, limits);
    }
  }
  const sheets = found.map(({ name, isHidden, survey }, i): OpenSheet => {
    const { rows, sample, merged, hiddenLines, isHiddenColumn } = survey;
    return { name, isHidden, isActive: i === 0, rows, sample, merged, hiddenLines, isHiddenColumn };
  });
  return {
    sheets,
    warnings: [],
    rows: (sheet) => rowsOf(zip, sheets.indexOf(sheet), styles, limits),
    close: () => {},
  };
}

function note(survey: Survey, rows: OdsRows, limits: Limits): void {
  if (survey.rows + rows.repeated > limits.rows) throw new TableRefusal('too-many-rows');
  if ((survey.rows + rows.repeated) * rows.cells.length > limits.cells) throw new TableRefusal('too-large-unpacked');
  for (const { column, lines, columns } of rows.spans) {
    survey.merged.push({ left: column, right: column + columns - 1, top: rows.line, bottom: rows.line + lines - 1 });
    if (survey.merged.length > limits.merges) throw new TableRefusal('too-large-unpacked');
  }
  for (const row of repeatedRows(rows)) survey.row(row, SAMPLE_ROWS);
}

async function* rowsOf(zip: Zip, index: number, styles: OdsStyles, limits: Limits): AsyncGenerator<Row> {
  let at = -1;
  const fill = new FillDown();
  for await (const pieces of readOds(zip, styles, limits)) {
    for (const piece of pieces) {
      if ('sheet' in piece) at++;
      if (at > index) return;
      if (at < index || !('cells' in piece)) continue;
      for (const { column, lines } of piece.spans) {
        if (lines > 1) fill.begin(column, piece.cells[column] ?? null, piece.line + lines - 1);
      }
      for (const row of repeatedRows(piece)) yield fill.fill(row);
    }
  }
}

function* repeatedRows({ line, repeated, cells, isHidden }: OdsRows): Generator<Row> {
  for (let i = 0; i < repeated; i++) {
    yield { line: line + i, cells: [...cells], next: { line: line + i + 1 }, ...(isHidden && { isHidden: true }) };
  }
}
