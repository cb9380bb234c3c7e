import { posix } from 'node:path';
import type { DateSystem } from './date-serial.ts';
import { type NumberFormat, numberFormat } from './number-format.ts';
import { TableRefusal } from './refusal.ts';
import { attribute, readXml, scanXml } from './xml.ts';
import { unpacked, type Zip } from './zip.ts';

export interface WorkbookSheet {
  name: string;
  part: string;
  isHidden: boolean;
  isActive: boolean;
}

/** What stands around the sheets of an XLSX (ECMA-376 part 1, 18.2; the Strict form alike). */
export interface Workbook {
  sheets: WorkbookSheet[];
  /** Sheets that the workbook names and that are not in the file. */
  missing: string[];
  dates: DateSystem;
  /** The format of each style of a cell. */
  formats: NumberFormat[];
  sharedStrings: string | undefined;
  hasMacros: boolean;
}

const TRANSITIONAL = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
export const isSpreadsheetTag = (uri: string): boolean => uri === TRANSITIONAL || uri === STRICT;

export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const part = await workbookPart(zip);
  const related = await relations(zip, part);
  const book: Omit<Workbook, 'formats'> = {
    sheets: [],
    missing: [],
    dates: 1900,
    sharedStrings: [...related.values()].find(({ type }) => type === 'sharedStrings')?.part,
    hasMacros: [...related.values()].some(({ type }) => type === 'vbaProject'),
  };
  let active = 0;
  let at = 0;
  await scanXml(unpacked(zip, part), {
    open: (tag) => {
      if (!isSpreadsheetTag(tag.uri)) return;
      if (tag.local === 'workbookPr' && isTrue(attribute(tag, 'date1904'))) book.dates = 1904;
      if (tag.local === 'workbookView') active = Number(attribute(tag, 'activeTab') ?? 0);
      if (tag.local !== 'sheet') return;
      const name = attribute(tag, 'name') ?? '';
      const relation = related.get(attribute(tag, 'id') ?? '');
      const isHidden = !['visible', undefined].includes(attribute(tag, 'state'));
      const isActive = at++ === active;
      // Charts, dialogs and macros of Excel 4 have sheets of their own kinds.
      if (relation && relation.type !== 'worksheet') return;
      if (relation && zip.has(relation.part)) book.sheets.push({ name, part: relation.part, isHidden, isActive });
      else book.missing.push(name);
    },
  });
  const styles = [...related.values()].find(({ type }) => type === 'styles')?.part;
  return { ...book, formats: styles && zip.has(styles) ? await readFormats(zip, styles) : [] };
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true' || value === 'on';

interface Relation {
  /** The last word of its type, the same in both forms of the standard. */
  type: string;
  part: string;
}

/** The part that the package opens with (ECMA-376 part 2, 9.3). */
async function workbookPart(zip: Zip): Promise<string> {
  const found = [...(await relations(zip, '')).values()].find(({ type }) => type === 'officeDocument');
  if (!found || !zip.has(found.part)) throw new TableRefusal('damaged', 'no workbook');
  return found.part;
}

async function relations(zip: Zip, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const file = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found = new Map<string, Relation>();
  if (!zip.has(file)) return found;
  await scanXml(unpacked(zip, file), {
    open: (tag) => {
      if (tag.local !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
      const target = attribute(tag, 'Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.normalize(posix.join(folder, target));
      const type = (attribute(tag, 'Type') ?? '').split('/').at(-1) ?? '';
      found.set(attribute(tag, 'Id') ?? '', { type, part: path });
    },
  });
  return found;
}

async function readFormats(zip: Zip, part: string): Promise<NumberFormat[]> {
  const codes = new Map<string, string>();
  const formats: NumberFormat[] = [];
  let isInCells = false;
  await scanXml(unpacked(zip, part), {
    open: (tag) => {
      if (tag.local === 'numFmt') codes.set(attribute(tag, 'numFmtId') ?? '', attribute(tag, 'formatCode') ?? '');
      else if (tag.local === 'cellXfs') isInCells = true;
      else if (tag.local === 'xf' && isInCells) {
        const id = attribute(tag, 'numFmtId') ?? '0';
        formats.push(numberFormat(codes.get(id) ?? Number(id)));
      }
    },
    close: (tag) => {
      if (tag.local === 'cellXfs') isInCells = false;
    },
  });
  return formats;
}

/** The texts of the table of shared strings, in its order (18.4.9): the runs joined, phonetic guides left out. */
export function sharedTexts(zip: Zip, part: string): AsyncGenerator<string[]> {
  return readXml<string>(unpacked(zip, part), (emit) => {
    const runs = textRuns();
    return {
      open: (tag) => {
        if (tag.local === 'si') runs.begin();
        else runs.open(tag.local);
      },
      text: runs.text,
      close: (tag) => {
        if (tag.local === 'si') emit(runs.end());
        else runs.close(tag.local);
      },
    };
  });
}

/** Gathers the `<t>` of a rich text, those of `<rPh>` left out. */
export function textRuns() {
  let text = '';
  let isText = false;
  let phonetic = 0;
  return {
    begin: () => {
      text = '';
    },
    open: (local: string) => {
      if (local === 'rPh') phonetic++;
      isText = local === 't' && phonetic === 0;
    },
    text: (value: string) => {
      if (isText) text += value;
    },
    close: (local: string) => {
      if (local === 'rPh') phonetic--;
      isText = false;
    },
    end: () => unescaped(text),
  };
}

/** `_x000D_` stands for a character that XML cannot hold, `_x005F_` for the underscore of a literal `_x…_` (22.9.2.19). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
