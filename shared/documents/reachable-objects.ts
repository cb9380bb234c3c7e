import { type PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from '@libpdf/core';
import { decodedSize, isExpanding, type StreamFilter } from './decoded-size.ts';
import { PdfSyntaxError, TokenReader } from './pdf-tokens.ts';
import { PdfBombError, type XrefChain } from './xref-chain.ts';

const maxObjects = 500_000;
/** Decoded size of everything but images: page descriptions, fonts, forms. Real documents stay far below. */
const maxDecodedBytes = 256 * 1024 * 1024;
/** 400 million pixels: an A0 poster at 500 dpi. */
const maxImagePixels = 400_000_000;

/** Actions that run code, start programs or carry it in. */
const codeActions = new Set(['JavaScript', 'Launch', 'ImportData', 'Rendition', 'RichMediaExecute']);
/** Actions that may happen by themselves when a document opens: moving inside it, or its print dialogue. */
const harmlessWhenAutomatic = new Set(['GoTo', 'Named', 'Hide', 'SetOCGState', 'Thread', 'Trans']);

/**
 * Visits everything a reader can reach from the catalog. Throws `PdfSyntaxError` where an object is not what the
 * cross-reference says, `PdfBombError` where reading would exhaust memory; otherwise says whether the document runs code.
 */
export function walkDocument(pdf: PDF, bytes: Uint8Array, { offsets, trailer }: XrefChain): { runsCode: boolean } {
  const seen = new Set<PdfRef>();
  const budget = { left: maxDecodedBytes };
  let runsCode = false;
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
      for (const item of object) pending.push(item);
    } else if (object instanceof PdfDict) {
      if (object instanceof PdfStream) checkStream(object, budget, (ref) => pdf.getObject(ref));
      runsCode ||= isCode(object, (ref) => pdf.getObject(ref));
      for (const [, value] of object) pending.push(value);
    }
  }
  return { runsCode };
}

/** The object announced at an offset must be there under its own number. */
function checkPlace(bytes: Uint8Array, objectNumber: number, offset: number | undefined): void {
  if (offset === undefined) return;
  if (new TokenReader(bytes, offset).objectHeader() !== objectNumber) {
    throw new PdfSyntaxError(`object ${objectNumber} is not at ${offset}`);
  }
}

type Resolve = (ref: PdfRef) => PdfObject | null;

function isCode(dict: PdfDict, resolve: Resolve): boolean {
  const action = dict.getName('S', resolve)?.value;
  if (action && codeActions.has(action)) return true;
  // An action holds its script under /JS; a document's own scripts stand in the name tree /JavaScript.
  if (dict.has('JS') || dict.has('JavaScript')) return true;
  // A dynamic form is not a document but a program that draws one (XFA, removed from PDF 2.0).
  if (dict.getBool('NeedsRendering', resolve)?.value) return true;
  return isAutomaticCode(dict.get('OpenAction', resolve)) || triggers(dict, resolve).some(isAutomaticCode);
}

const triggers = (dict: PdfDict, resolve: Resolve): (PdfObject | undefined)[] => {
  const additional = dict.getDict('AA', resolve);
  return additional ? [...additional.keys()].map((key) => additional.get(key, resolve)) : [];
};

function isAutomaticCode(action: PdfObject | undefined): boolean {
  const kind = action instanceof PdfDict ? action.getName('S')?.value : undefined;
  return kind !== undefined && !harmlessWhenAutomatic.has(kind);
}

function checkStream(stream: PdfStream, budget: { left: number }, resolve: Resolve): void {
  const number = (key: string) => stream.getNumber(key, resolve)?.value ?? 0;
  const filters = filtersOf(stream, resolve);
  const isImage = stream.getName('Subtype', resolve)?.value === 'Image';
  if (isImage && number('Width') * number('Height') > maxImagePixels) throw new PdfBombError('an image too large');
  if (filters.filter(isExpanding).length > 1) throw new PdfBombError('compressed twice over');
  if (!isImage) budget.left -= decodedSize(stream.data, filters, budget.left);
}

function filtersOf(stream: PdfStream, resolve: Resolve): StreamFilter[] {
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
