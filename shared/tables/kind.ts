import { isEncryptedOds } from './ods.ts';
import type { Limits, Reading } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import { head, type Source } from './source.ts';
import { openZip, unpacked, type Zip } from './zip.ts';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('504b', 'hex');
/** First bytes of what people rename: pictures, archives, PDFs, texts of a word processor. */
const OTHERS = [
  '%PDF',
  '{\\rtf',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b',
  'BEGIN:V',
  'ID;P',
];

/** What a file is by its bytes, whatever its name; refused when it is no spreadsheet that we read. */
export async function openKind(source: Source, limits: Limits): Promise<{ kind: Reading['kind']; zip?: Zip }> {
  if (source.size === 0) throw new TableRefusal('empty');
  if (source.size > limits.bytes) throw new TableRefusal('too-large');
  const first = await head(source, 4096);
  if (first.subarray(0, 8).equals(OLE)) throw new TableRefusal(await oleKind(source));
  if (first[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(first[1] ?? -1)) throw new TableRefusal('old-excel');
  const text = first.toString('latin1');
  if (OTHERS.some((begin) => text.startsWith(begin))) throw new TableRefusal('not-a-spreadsheet');
  refuseMarkup(text);
  if (!(first.subarray(0, 2).equals(ZIP) && [0x03, 0x05].includes(first[2] ?? 0))) {
    if (isOnlyBlank(text)) throw new TableRefusal('empty');
    return { kind: 'csv' };
  }
  const zip = await openZip(source, limits);
  try {
    return { kind: await zipKind(zip), zip };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const isOnlyBlank = (text: string) => text.length < 4096 && text.replace(/^\xef\xbb\xbf/, '').trim() === '';

function refuseMarkup(text: string): void {
  const start = text
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<(html|head|body|table|meta|style|script|title)\b|mime-version:)/.test(start)) {
    throw new TableRefusal('html');
  }
  if (!start.startsWith('<?xml') && !start.startsWith('<')) return;
  if (start.includes('urn:schemas-microsoft-com:office:spreadsheet')) throw new TableRefusal('old-excel');
  if (/<html\b/.test(start)) throw new TableRefusal('html');
  if (start.startsWith('<?xml')) throw new TableRefusal('not-a-spreadsheet');
}

/** The names of the streams in an OLE file stand in its directory, in UTF-16. */
async function oleKind(source: Source): Promise<'encrypted' | 'old-excel' | 'not-a-spreadsheet'> {
  const names = { EncryptedPackage: 'encrypted', Workbook: 'old-excel', Book: 'old-excel' } as const;
  const found = new Set<string>();
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of source.stream(0, source.size)) {
    const bytes = Buffer.concat([tail, chunk]);
    for (const name of Object.keys(names)) {
      if (bytes.includes(Buffer.from(`${name}\0`, 'utf16le'))) found.add(name);
    }
    tail = bytes.subarray(-64);
  }
  const name = (Object.keys(names) as (keyof typeof names)[]).find((each) => found.has(each));
  return name ? names[name] : 'not-a-spreadsheet';
}

async function zipKind(zip: Zip): Promise<'xlsx' | 'ods'> {
  if (zip.has('mimetype')) {
    const type = await firstText(zip, 'mimetype');
    if (!type.startsWith('application/vnd.oasis.opendocument.spreadsheet')) throw new TableRefusal('not-a-spreadsheet');
    if (await isEncryptedOds(zip)) throw new TableRefusal('encrypted');
    return 'ods';
  }
  const names = [...zip.names()];
  // The binary form of Excel's workbooks.
  if (names.some((name) => /^xl\/workbook\.bin$/i.test(name))) throw new TableRefusal('old-excel');
  if (zip.has('[Content_Types].xml') && !names.some((name) => /^(word|ppt|visio)\//i.test(name))) return 'xlsx';
  throw new TableRefusal('not-a-spreadsheet');
}

async function firstText(zip: Zip, name: string): Promise<string> {
  for await (const chunk of unpacked(zip, name)) return chunk.toString('latin1', 0, 200);
  return '';
}
