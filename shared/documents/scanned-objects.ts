import { findDefinitions, places } from './object-headers.ts';
import {
  nameOf,
  PdfSyntaxError,
  type RawDict,
  type RawRef,
  refOf,
  TokenReader,
  TwoReadingsError,
} from './pdf-tokens.ts';
import type { StrictReading } from './strict-reading.ts';
import type { XrefChain } from './xref-chain.ts';

/**
 * Compares the chain of a document that readers have to mend with what they find instead: the last "12 0 obj" of each
 * number anywhere in the file, all object streams, any /Root. Throws `TwoReadingsError` where that would be another
 * document. Linear in the file's size.
 */
export function compareWithScan(bytes: Uint8Array, chain: XrefChain, { catalog, reached }: StrictReading): void {
  const definitions = findDefinitions(bytes);
  const last = new Map(definitions.map(({ objectNumber, at }) => [objectNumber, at]));
  const isOnce = new Map<number, boolean>();
  for (const { index } of chain.objectStreams.values())
    for (const { objectNumber } of index) isOnce.set(objectNumber, !isOnce.has(objectNumber));
  for (const number of reached) {
    const entry = chain.entries.get(number);
    const isSame =
      entry?.type === 1
        ? last.get(number) === entry.value && !isOnce.has(number)
        : entry?.type === 2
          ? isOnce.get(number) && !last.has(number)
          : !last.has(number) && !isOnce.has(number);
    if (!isSame) throw new TwoReadingsError(`object ${number} is found elsewhere by searching`);
  }
  for (const { objectNumber, at } of definitions) {
    const dict = dictAfter(bytes, at, 'obj');
    const type = nameOf(dict?.get('Type'));
    if (type === 'ObjStm' && !chain.objectStreams.has(objectNumber))
      throw new TwoReadingsError('an object stream of no revision');
    if (type === 'XRef') checkRoot(dict, catalog);
  }
  for (const at of places(bytes, 'trailer')) checkRoot(dictAfter(bytes, at, 'trailer'), catalog);
}

function checkRoot(trailer: RawDict | undefined, catalog: RawRef): void {
  const root = trailer?.get('Root');
  if (root !== undefined && refOf(root)?.objectNumber !== catalog.objectNumber)
    throw new TwoReadingsError('another catalog is found by searching');
}

/** The dictionary that an object or a trailer is, if it is one. */
function dictAfter(bytes: Uint8Array, at: number, keyword: 'obj' | 'trailer'): RawDict | undefined {
  try {
    const reader = new TokenReader(bytes, at);
    if (keyword === 'obj') reader.header();
    else reader.take(keyword);
    return reader.take('<<') ? new TokenReader(bytes, reader.at - 2).dict() : undefined;
  } catch (error) {
    if (error instanceof PdfSyntaxError) return undefined;
    throw error;
  }
}
