import { type PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from '@libpdf/core';
import { decodedSize, isExpanding, type StreamFilter } from './decoded-size.ts';
import { PdfSyntaxError, TokenReader } from './pdf-tokens.ts';
import { PdfBombError, type XrefChain } from './xref-chain.ts';

const maxObjects = 500_000;
/** Decoded size of everything but images: page descriptions, fonts, forms. Real documents stay far below. */
const maxDecodedBytes = 256 * 1024 * 1024;
/** 400 million pixels: an A0 poster at 500 dpi. */
const maxImagePixels = 400_000_000;

export type Resolve = (ref: PdfRef) => PdfObject | null;

/**
 * Visits everything a reader can reach from the catalog. Throws `PdfSyntaxError` where an object is not what the
 * cross-reference says, `PdfBombError` where reading would exhaust memory.
 * @param visit is shown each dictionary once, streams among them, in the order in which they are led to
 */
export function walkDocument(
  pdf: PDF,
  bytes: Uint8Array,
  { offsets, trailer }: XrefChain,
  visit: (dict: PdfDict, resolve: Resolve) => void,
): void {
  const resolve: Resolve = (ref) => pdf.getObject(ref);
  const seen = new Set<PdfRef>();
  const budget = { left: maxDecodedBytes };
  const pending: PdfObject[] = [pdf.getCatalog()];
  const root = trailer.get('Root');
  if (root && typeof root === 'object' && 'objectNumber' in root) {
    checkPlace(bytes, root.objectNumber, offsets.get(root.objectNumber));
  }
  for (let object = pending.pop(); object !== undefined; object = pending.pop()) {
    if (object instanceof PdfRef) {
      if (seen.has(object)) continue;
      seen.add(object);
      if (seen.size > maxObjects) throw new PdfBombError('too many objects');
      checkPlace(bytes, object.objectNumber, offsets.get(object.objectNumber));
      const value = pdf.getObject(object);
      if (value) pending.push(value);
    } else if (object instanceof PdfArray) {
      for (const item of [...object].reverse()) pending.push(item);
    } else if (object instanceof PdfDict) {
      if (object instanceof PdfStream) checkStream(object, budget, resolve);
      visit(object, resolve);
      for (const [, value] of [...object].reverse()) pending.push(value);
    }
  }
}

/** The object announced at an offset must be there under its own number. */
function checkPlace(bytes: Uint8Array, objectNumber: number, offset: number | undefined): void {
  if (offset === undefined) return;
  if (new TokenReader(bytes, offset).objectHeader() !== objectNumber) {
    throw new PdfSyntaxError(`object ${objectNumber} is not at ${offset}`);
  }
}

function checkStream(stream: PdfStream, budget: { left: number }, resolve: Resolve): void {
  const number = (key: string) => stream.getNumber(key, resolve)?.value ?? 0;
  const filters = filtersOf(stream, resolve);
  const isImage = stream.getName('Subtype', resolve)?.value === 'Image';
  if (isImage && number('Width') * number('Height') > maxImagePixels) throw new PdfBombError('an image too large');
  if (filters.filter(isExpanding).length > 1) throw new PdfBombError('compressed twice over');
  if (!isImage) budget.left -= decodedSize(stream.data, filters, budget.left);
}

/** The filters of a stream, in the order in which they are undone. */
export function filtersOf(stream: PdfStream, resolve: Resolve): StreamFilter[] {
  const listed = (key: string) => {
    const value = stream.get(key, resolve);
    return value instanceof PdfArray ? value.toArray().map((_, i) => value.at(i, resolve)) : [value];
  };
  const parameters = listed('DecodeParms');
  return listed('Filter').flatMap((filter, i) => {
    const own = parameters[i];
    const earlyChange = (own instanceof PdfDict ? own.getNumber('EarlyChange', resolve)?.value : undefined) ?? 1;
    return filter instanceof PdfName ? [{ name: filter.value, earlyChange }] : [];
  });
}
