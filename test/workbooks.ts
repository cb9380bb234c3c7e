import { Readable } from 'node:stream';
import { strToU8, zipSync } from 'fflate';
import type { Source } from '../shared/tables/source.ts';

/** A source in memory. */
export function memorySource(bytes: Uint8Array | string): Source {
  const buffer = Buffer.from(bytes as Uint8Array);
  return {
    size: buffer.length,
    stream: (from, to) => Readable.from(chunks(buffer.subarray(from, to)), { objectMode: false }),
  };
}

/** Chunks as disks and networks give them, none of which ends where a record does. */
function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_521) yield bytes.subarray(at, at + 65_521);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

interface SheetParts {
  name: string;
  /** The XML between `<worksheet>` and its end; none: the workbook names a sheet that is not there. */
  xml?: string;
  state?: 'hidden' | 'veryHidden';
  kind?: 'worksheet' | 'chartsheet' | 'dialogsheet';
}

/** The parts of an XLSX, to be changed before they are packed. */
export function xlsxParts(sheets: readonly SheetParts[], more: Record<string, string> = {}): Record<string, string> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (inner: string) => `<Relationships xmlns="${PACKAGE}">${inner}</Relationships>`;
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': relations(
      sheets.map(({ kind = 'worksheet' }, i) => relation(`s${i}`, kind, `worksheets/sheet${i}.xml`)).join('') +
        ('xl/sharedStrings.xml' in more ? relation('strings', 'sharedStrings', 'sharedStrings.xml') : '') +
        ('xl/styles.xml' in more ? relation('styles', 'styles', '/xl/styles.xml') : ''),
    ),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i}"${state ? ` state="${state}"` : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    ...Object.fromEntries(
      sheets.flatMap(({ xml }, i) =>
        xml === undefined ? [] : [[`xl/worksheets/sheet${i}.xml`, `<worksheet xmlns="${MAIN}">${xml}</worksheet>`]],
      ),
    ),
    ...more,
  };
}

/** Rows of texts as the XML of a sheet. */
export const sheetXml = (rows: readonly (readonly string[])[]): string =>
  `<sheetData>${rows
    .map((cells) => `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`)
    .join('')}</sheetData>`;

export const sharedStringsXml = (texts: readonly string[]): string =>
  `<sst xmlns="${MAIN}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;

export const packed = (parts: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

const ODF = 'urn:oasis:names:tc:opendocument:xmlns:';

/** An ODS whose tables are this XML. */
export const odsParts = (tables: string, styles = ''): Record<string, string> => ({
  mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
  'content.xml':
    `<o:document-content xmlns:o="${ODF}office:1.0" xmlns:t="${ODF}table:1.0" xmlns:x="${ODF}text:1.0" ` +
    `xmlns:s="${ODF}style:1.0" xmlns:n="${ODF}datastyle:1.0"><o:automatic-styles>${styles}</o:automatic-styles>` +
    `<o:body><o:spreadsheet>${tables}</o:spreadsheet></o:body></o:document-content>`,
});
