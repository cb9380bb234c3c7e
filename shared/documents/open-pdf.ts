import { PDF } from '@libpdf/core';
import { TokenReader } from './pdf-tokens.ts';
import { readXrefChain, type XrefChain } from './xref-chain.ts';

/** A document that could be read without guessing. */
export interface OpenPdf {
  pdf: PDF;
  chain: XrefChain;
}

/** The document's object model, given what `readXrefChain` found. Throws errors of many kinds on a malformed document. */
export async function openChecked(bytes: Uint8Array, chain: XrefChain): Promise<PDF> {
  return PDF.load(withSectionsInPlace(bytes, chain), { lenient: false });
}

/** Opens a document. Throws on one that is malformed. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const chain = readXrefChain(bytes);
  return { pdf: await openChecked(bytes, chain), chain };
}

/**
 * LibPDF wants each cross-reference section at the very byte announced, while well-known writers announce the blank
 * space before it. It is given a copy in which the section's first word has moved there, blanks after it.
 */
function withSectionsInPlace(bytes: Uint8Array, { sections }: XrefChain): Uint8Array {
  let copy: Uint8Array | undefined;
  for (const announced of sections) {
    const reader = new TokenReader(bytes, announced);
    reader.skipSpace();
    const start = reader.at;
    if (start === announced) continue;
    copy ??= new Uint8Array(bytes);
    if (!reader.take('xref')) reader.objectHeader();
    const head = bytes.subarray(start, reader.at);
    copy.fill(0x20, announced, reader.at);
    copy.set(head, announced);
  }
  return copy ?? bytes;
}
