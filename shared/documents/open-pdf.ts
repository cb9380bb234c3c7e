import { PDF } from '@libpdf/core';
import { PdfSyntaxError, type RawDict, type RawRef, refOf, TwoReadingsError } from './pdf-tokens.ts';
import { compareWithScan } from './scanned-objects.ts';
import { readStrictly } from './strict-reading.ts';
import { readXrefChain, type XrefChain } from './xref-chain.ts';

/** A document that could be read without guessing. */
export interface OpenPdf {
  pdf: PDF;
  chain: XrefChain;
}

/**
 * The document's object model, given what `readXrefChain` found. Throws `TwoReadingsError` where the parser, or another
 * reader, would have read another document, and errors of many kinds on a malformed one.
 */
export async function openChecked(bytes: Uint8Array, chain: XrefChain): Promise<PDF> {
  const pdf = await PDF.load(withOneSection(bytes, chain), { lenient: false });
  const strict = readStrictly(bytes, chain);
  if (chain.isMended) compareWithScan(bytes, chain, strict);
  const pages = pdf.getPages().map(({ ref }) => ref.objectNumber);
  const isSame =
    pages.length === strict.pages.length && pages.every((number, i) => number === strict.pages[i]?.objectNumber);
  if (!isSame) throw new TwoReadingsError('the parser reads other pages');
  return pdf;
}

/** Opens a document. Throws on one that is malformed. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const chain = readXrefChain(bytes);
  return { pdf: await openChecked(bytes, chain), chain };
}

/**
 * LibPDF follows the chain in an order of its own, and only where each section is at the very byte announced. It is given
 * a copy that ends in one section, which says where everything is.
 */
function withOneSection(bytes: Uint8Array, { entries, trailer }: XrefChain): Uint8Array {
  const rows = [...entries].sort(([a], [b]) => a - b);
  const data = Buffer.alloc(rows.length * rowLength);
  const index = rows.map(([number, { type, value, extra }], i) => {
    data.writeUInt8(Math.min(type, 2), i * rowLength);
    data.writeUIntBE(Math.min(value, 2 ** 48 - 1), i * rowLength + 1, 6);
    data.writeUInt32BE(Math.min(extra, 2 ** 32 - 1), i * rowLength + 7);
    return `${number} 1`;
  });
  const root = refOf(trailer.get('Root'));
  if (!root) throw new PdfSyntaxError('no catalog');
  const info = refOf(trailer.get('Info'));
  const id = trailer.get('ID');
  const ids = Array.isArray(id) && id.every((item) => item instanceof Uint8Array) ? id : [];
  const size = Math.max(sizeOf(trailer), ...rows.slice(-1).map(([number]) => number + 1));
  const dict =
    `/Type /XRef /W [1 6 4] /Index [${index.join(' ')}] /Size ${size} /Root ${refSyntax(root)}` +
    `${info ? ` /Info ${refSyntax(info)}` : ''}` +
    `${ids.length ? ` /ID [${ids.map((item) => `<${Buffer.from(item).toString('hex')}>`).join(' ')}]` : ''}`;
  return Buffer.concat([
    bytes,
    Buffer.from(`\n${size} 0 obj\n<<${dict} /Length ${data.length}>>\nstream\n`),
    data,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${bytes.length + 1}\n%%EOF\n`),
  ]);
}

/** Of a row of the section: kind, offset or object stream, generation or place. */
const rowLength = 1 + 6 + 4;

const refSyntax = ({ objectNumber, generation }: RawRef) => `${objectNumber} ${generation} R`;

const sizeOf = (trailer: RawDict) => {
  const size = trailer.get('Size');
  return typeof size === 'number' && Number.isSafeInteger(size) && size > 0 ? size : 0;
};
