import { type PDF, PdfArray, type PdfDict, PdfNumber, type PdfObject, type PdfRef } from '@libpdf/core';

const a4 = { width: 595.28, height: 841.89 };
/** What a reader can show: ISO 32000-1, annex C.2 allows 14,400 units; below an inch nothing could be read. */
const smallest = 72;
const largest = 14_400;

/** A page's size as people see it, in points: its visible box, turned as it is shown. */
export function pageSize(pdf: PDF, page: PdfDict): { width: number; height: number } {
  const box = rectangle(inherited(pdf, page, 'CropBox')) ?? rectangle(inherited(pdf, page, 'MediaBox'));
  if (!box) return a4;
  const rotation = inherited(pdf, page, 'Rotate');
  const isSideways = rotation instanceof PdfNumber && Math.abs(rotation.value) % 180 === 90;
  return isSideways ? { width: box.height, height: box.width } : box;
}

/** An attribute of a page, its own or that of the nearest node above it (ISO 32000-1, 7.7.3.4). */
function inherited(pdf: PDF, page: PdfDict, key: string): PdfObject | undefined {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const seen = new Set<PdfDict>();
  for (let node: PdfDict | undefined = page; node && !seen.has(node); node = node.getDict('Parent', resolve)) {
    seen.add(node);
    const value = node.get(key, resolve);
    if (value) return value instanceof PdfArray ? new PdfArray([...value].map((item) => direct(item, resolve))) : value;
  }
  return undefined;
}

const direct = (item: PdfObject, resolve: (ref: PdfRef) => PdfObject | null): PdfObject =>
  item.type === 'ref' ? (resolve(item) ?? item) : item;

function rectangle(value: PdfObject | undefined): { width: number; height: number } | undefined {
  const corners =
    value instanceof PdfArray ? [...value].map((item) => (item instanceof PdfNumber ? item.value : Number.NaN)) : [];
  const [x1 = Number.NaN, y1 = Number.NaN, x2 = Number.NaN, y2 = Number.NaN] = corners;
  const width = Math.abs(x2 - x1);
  const height = Math.abs(y2 - y1);
  const isShown = [width, height].every((side) => side >= smallest && side <= largest);
  return isShown ? { width, height } : undefined;
}
