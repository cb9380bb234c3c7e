import type { SaxesTagNS } from 'saxes';
import { type Cell, tidy } from './cell.ts';
import { dateOfIso, isoDuration } from './date-serial.ts';
import { OdsStyles } from './ods-styles.ts';
import type { Limits } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import { FORMULA_WITHOUT_VALUE } from './xlsx-sheet.ts';
import { attribute, readXml, scanXml } from './xml.ts';
import { unpacked, type Zip } from './zip.ts';

const TABLE = 'urn:oasis:names:tc:opendocument:xmlns:table:1.0';
const TEXT = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0';
const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0';
const CONTENT = 'content.xml';

/** What comes out of a table, in order: where it begins, its hidden columns, then its rows. */
export type OdsPiece = { sheet: string; isHidden: boolean } | { hiddenColumns: { from: number; to: number } } | OdsRows;

export interface OdsRows {
  /** The first of `repeated` lines that hold the same. */
  line: number;
  repeated: number;
  cells: Cell[];
  isHidden: boolean;
  /** Cells that reach over others: their column, and how many lines and columns in all. */
  spans: { column: number; lines: number; columns: number }[];
}

/** The styles of the whole document, those of the content among them. */
export async function readOdsStyles(zip: Zip): Promise<OdsStyles> {
  const styles = new OdsStyles();
  if (zip.has('styles.xml')) await scanXml(unpacked(zip, 'styles.xml'), styles.handlers());
  return styles;
}

/** Whether the manifest says that parts are encrypted (part 2, 3.4). */
export async function isEncryptedOds(zip: Zip): Promise<boolean> {
  let isEncrypted = false;
  if (zip.has('META-INF/manifest.xml')) {
    await scanXml(unpacked(zip, 'META-INF/manifest.xml'), {
      open: ({ local }) => {
        isEncrypted ||= local === 'encryption-data' || local === 'encrypted-key';
      },
    });
  }
  return isEncrypted;
}

interface OpenCell {
  tag: SaxesTagNS;
  style: string | undefined;
  paragraphs: string[];
}

/** Every table of the document in its order (OpenDocument 1.3 part 3, 9.1): repetitions stay numbers, whatever they say. */
export function readOds(zip: Zip, styles: OdsStyles, limits: Limits): AsyncGenerator<OdsPiece[]> {
  return readXml<OdsPiece>(unpacked(zip, CONTENT), (emit) => {
    const noteStyle = styles.handlers();
    /** The elements that stand open. */
    const path: string[] = [];
    let isTable = false;
    let line = 1;
    let columns: { style: string | undefined; count: number }[] = [];
    let column = 0;
    let row: OdsRows | undefined;
    let cell: OpenCell | undefined;
    /** Inside a cell: notes, drawings, and all that is not its own text. */
    let aside = 0;

    const openTable = (tag: SaxesTagNS) => {
      const name = attribute(tag, 'name') ?? '';
      // Tables of other files, kept for formulas that look there.
      isTable = path.at(-1) === 'spreadsheet' && !name.startsWith("'file:");
      if (!isTable) return;
      line = 1;
      columns = [];
      emit({ sheet: name, isHidden: styles.isHiddenTable(attribute(tag, 'style-name')) });
    };
    const openColumn = (tag: SaxesTagNS) => {
      const from = columns.reduce((sum, { count }) => sum + count, 0);
      const count = repeated(tag, 'number-columns-repeated');
      columns.push({ style: attribute(tag, 'default-cell-style-name'), count });
      if (isUnseen(tag)) emit({ hiddenColumns: { from, to: from + count - 1 } });
    };
    const openRow = (tag: SaxesTagNS) => {
      row = { line, repeated: repeated(tag, 'number-rows-repeated'), cells: [], isHidden: isUnseen(tag), spans: [] };
      column = 0;
    };
    const openCell = (tag: SaxesTagNS) => {
      cell = { tag, style: attribute(tag, 'style-name') ?? styleOfColumn(columns, column), paragraphs: [] };
      aside = 0;
    };
    const closeCell = (open: OpenCell, { cells, spans }: OdsRows) => {
      const count = repeated(open.tag, 'number-columns-repeated');
      const content = open.tag.local === 'covered-table-cell' ? null : cellContent(open, styles, limits);
      if (content !== null) {
        if (count > limits.columns) throw new TableRefusal('too-large-unpacked');
        if (column + count > limits.columns) throw new TableRefusal('too-many-columns');
        while (cells.length < column) cells.push(null);
        for (let i = 0; i < count; i++) cells.push(content);
        const lines = repeated(open.tag, 'number-rows-spanned');
        const columns = repeated(open.tag, 'number-columns-spanned');
        if (lines > 1 || columns > 1) spans.push({ column, lines, columns });
      }
      column += count;
    };

    return {
      open: (tag) => {
        const { uri, local } = tag;
        if (!isTable) noteStyle.open(tag);
        if (cell) {
          if (aside > 0 || !isOwnText(tag)) aside++;
          else if (local === 'p') cell.paragraphs.push('');
          else addSpecial(cell.paragraphs, tag);
        } else if (uri === TABLE && local === 'table') openTable(tag);
        else if (uri === TABLE && isTable) {
          if (local === 'table-column') openColumn(tag);
          else if (local === 'table-row') openRow(tag);
          else if (row && (local === 'table-cell' || local === 'covered-table-cell')) openCell(tag);
        }
        path.push(uri === OFFICE || uri === TABLE ? local : '');
      },
      text: (value) => {
        if (!isTable) noteStyle.text(value);
        if (cell && aside === 0 && cell.paragraphs.length) cell.paragraphs[cell.paragraphs.length - 1] += value;
      },
      close: (tag) => {
        const { uri, local } = tag;
        path.pop();
        if (!isTable) noteStyle.close(tag);
        if (cell && tag === cell.tag && row) {
          closeCell(cell, row);
          cell = undefined;
        } else if (cell) aside = Math.max(0, aside - 1);
        else if (uri !== TABLE) return;
        else if (row && local === 'table-row') {
          if (row.cells.length) emit(row);
          line += row.repeated;
          row = undefined;
        } else if (local === 'table' && path.at(-1) === 'spreadsheet') isTable = false;
      },
    };
  });
}

function repeated(tag: SaxesTagNS, name: string): number {
  const value = Number(attribute(tag, name) ?? 1);
  return Number.isSafeInteger(value) && value > 0 ? value : 1;
}

const isUnseen = (tag: SaxesTagNS) => ['collapse', 'filter'].includes(attribute(tag, 'visibility') ?? '');

function styleOfColumn(columns: readonly { style: string | undefined; count: number }[], column: number) {
  let from = 0;
  for (const { style, count } of columns) {
    from += count;
    if (column < from) return style;
  }
  return undefined;
}

/** What stands in paragraphs of the cell itself: links, spans and the like; no note, drawing or guide of pronunciation. */
const isOwnText = ({ uri, local }: SaxesTagNS) =>
  uri === TEXT && !['note', 'ruby-text', 'bookmark-ref', 'list-header'].includes(local);

function addSpecial(paragraphs: string[], tag: SaxesTagNS): void {
  const last = paragraphs.length - 1;
  if (last < 0) return;
  if (tag.local === 's') paragraphs[last] += ' '.repeat(Math.min(Number(attribute(tag, 'c') ?? 1) || 1, 1_000));
  else if (tag.local === 'tab') paragraphs[last] += '\t';
  else if (tag.local === 'line-break') paragraphs[last] += '\n';
}

/** The value of a cell (part 3, 19.385): what its attributes say, its text only where it is a text. */
function cellContent({ tag, style, paragraphs }: OpenCell, styles: OdsStyles, limits: Limits): Cell {
  const named: Record<string, string> = {};
  for (const { uri, local, value } of Object.values(tag.attributes)) {
    // LibreOffice tells errors in a word of its own; the standard's are not overwritten by it.
    named[uri === OFFICE || uri === TABLE ? local : `own-${local}`] = value;
  }
  const text = paragraphs.join('\n');
  const type = named['value-type'];
  if (named['own-value-type'] === 'error') return { error: tidy(text) ?? '#VALUE!' };
  if (type === undefined) return named.formula === undefined ? textCell(text, limits) : FORMULA_WITHOUT_VALUE;
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency':
      return numberCell(Number(named.value), styles, style);
    case 'date':
      return dateOfIso(named['date-value'] ?? '');
    case 'time':
      return timeCell(named['time-value'] ?? '', styles.isElapsed(style));
    case 'boolean':
      return { boolean: named['boolean-value'] === 'true' };
    case 'void':
      return null;
    default:
      return textCell(named['string-value'] ?? text, limits);
  }
}

function textCell(text: string, limits: Limits): string | null {
  if (text.length > limits.cell) throw new TableRefusal('cell-too-long');
  return tidy(text);
}

function numberCell(value: number, styles: OdsStyles, style: string | undefined): Cell {
  if (!Number.isFinite(value)) return { error: 'value-unreadable' };
  const number = Number(value.toPrecision(15));
  const shown = styles.format(style)?.show(number);
  return shown === undefined ? { number } : { number, shown };
}

function timeCell(duration: string, isElapsed: boolean): Cell {
  const [, hours, minutes, seconds] =
    /^PT(?:(\d{1,7})H)?(?:(\d{1,5})M)?(?:(\d{1,5})(?:[.,]\d{1,9})?S)?$/.exec(duration) ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return { error: 'value-unreadable' };
  const total = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  if (isElapsed || total >= 86_400) return { duration: isoDuration(total) };
  const two = (value: number) => String(value).padStart(2, '0');
  return { time: `${two(Math.floor(total / 3600))}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}` };
}
