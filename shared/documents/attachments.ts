import { type PdfDict, PdfStream, PdfString } from '@libpdf/core';
import { decodedSize } from './decoded-size.ts';
import { readableLine } from './pdf-text.ts';
import { filtersOf, type Resolve } from './reachable-objects.ts';
import { PdfRefused } from './refusals.ts';

/** A file inside a document. */
export interface EmbeddedFile {
  name: string;
  bytes: Uint8Array;
}

const mostFiles = 20;
const mostBytes = 25 * 1024 * 1024;
const longestName = 120;

/**
 * What a customer can be asked to open: the data of an electronic invoice (Factur-X, ZUGFeRD, Order-X), documents,
 * pictures, drawings. No program, nor what may run one.
 */
const kinds = new Set(
  'xml json csv txt md tex mml pdf png jpg jpeg gif tif tiff webp heic docx xlsx pptx odt ods odp odg dwg dxf step stp ifc ics vcf'.split(
    ' ',
  ),
);

/**
 * The files that specifications in a document embed, each once, whichever way a reader finds them: the name tree,
 * annotations or associated files. Throws `PdfRefused` for one that cannot be handed to a signer: of an unknown kind, of
 * more than 25 MB (all together) or more than 20.
 */
export function readAttachments(specifications: readonly PdfDict[], resolve: Resolve): EmbeddedFile[] {
  const files = new Map<PdfStream, string>();
  for (const specification of specifications) {
    const [name = '', ...others] = namesOf(specification, resolve);
    if (![name, ...others].every(isOfKnownKind)) throw new PdfRefused('unsafe-attachment');
    const embedded = specification.getDict('EF', resolve);
    for (const key of embedded?.keys() ?? []) {
      const stream = embedded?.get(key, resolve);
      if (!(stream instanceof PdfStream)) throw new PdfRefused('damaged');
      if (!files.has(stream)) files.set(stream, name);
    }
  }
  if (files.size > mostFiles) throw new PdfRefused('unsafe-attachment');
  let left = mostBytes;
  return [...files].map(([stream, name]) => {
    // Measured under the limit before it is decoded.
    decodedSize(stream.data, filtersOf(stream, resolve), left);
    const bytes = stream.getDecodedData();
    left -= bytes.length;
    if (left < 0) throw new PdfRefused('unsafe-attachment');
    return { name, bytes };
  });
}

const isOfKnownKind = (name: string) => kinds.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());

/** All the names that a reader may save a file under, the one that people read first, without their folders. */
const namesOf = (specification: PdfDict, resolve: Resolve): string[] =>
  ['UF', 'F', 'DOS', 'Mac', 'Unix']
    .map((key) => specification.get(key, resolve))
    .filter((name) => name instanceof PdfString)
    .map((name) =>
      shortened(
        readableLine(name, 4000)
          .split(/[/\\:]/)
          .at(-1)!
          .trim(),
      ),
    );

function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  return name.length <= longestName ? name : name.slice(0, longestName - (name.length - dot)) + name.slice(dot);
}
