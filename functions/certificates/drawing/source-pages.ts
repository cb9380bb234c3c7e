import { PDF } from '@libpdf/core';
import { getPinned } from '../../../shared/objects/objects.ts';
import type { Pinned } from '../../../shared/objects/pinned.ts';

/** Backgrounds and pictures that this process has opened: the same for hundreds of certificates in a row. */
const opened = new Map<string, Promise<PDF>>();
const MOST = 12;

/** A background or a picture as a document of one page. */
export function sourcePage(pinned: Pinned): Promise<PDF> {
  const known = opened.get(pinned.sha256);
  if (known) return known;
  const opening = getPinned(pinned).then(asPdf);
  opened.set(pinned.sha256, opening);
  opening.catch(() => opened.delete(pinned.sha256));
  const [oldest] = opened.keys();
  if (opened.size > MOST && oldest) opened.delete(oldest);
  return opening;
}

const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

/** A picture becomes a page of its size in pixels: it is decoded once. */
async function asPdf(bytes: Uint8Array): Promise<PDF> {
  if (isPdf(bytes)) return PDF.load(bytes);
  const pdf = PDF.create();
  const image = pdf.embedImage(bytes);
  const page = pdf.addPage({ width: image.width, height: image.height });
  page.drawImage(image, { x: 0, y: 0, width: image.width, height: image.height });
  return PDF.load(await pdf.save());
}
