import { findDefinitions } from './object-headers.ts';
import { PdfSyntaxError, type RawDict, refOf, TokenReader, TwoReadingsError } from './pdf-tokens.ts';
import { type Budget, PdfBombError, spend, structuralStream } from './structural-stream.ts';
import { type Entry, readSection, type Section } from './xref-section.ts';

export { PdfBombError } from './structural-stream.ts';

/** Where each object of a document is, and what its newest trailer says. */
export interface XrefChain {
  /** As the file announces it, counted from `base`. */
  startXref: number;
  /** Where offsets count from: the header, which bytes of others may precede. */
  base: number;
  trailer: RawDict;
  entries: Map<number, Entry>;
  /** Object number -> offset in the file, for objects written out in it. */
  offsets: Map<number, number>;
  /** Objects that readers look up differently. */
  disputed: Set<number>;
  objectStreams: Map<number, ObjectStream>;
  /** The newest section is a stream. */
  endsInStream: boolean;
  /**
   * Readers find the objects of this document by searching the whole file for them: what is there must be what the
   * chain says, and what is added must not need the chain.
   */
  isMended: boolean;
}

/** Objects written together, decoded. */
export interface ObjectStream {
  /** Number and offset in `data` of each. */
  index: { objectNumber: number; at: number }[];
  /** How often each number stands in the index. */
  numbers: Map<number, number>;
  data: Uint8Array;
}

const maxObjects = 1_000_000;
const maxSections = 1_000;
const maxStructuralBytes = 64 * 1024 * 1024;
/** Readers look for the header in the first 1,024 bytes (ISO 32000-1, annex H.3), and for the end in the last ones. */
const edge = 1024;

/** Where `%PDF-` begins, if the file is one at all. */
export function headerAt(bytes: Uint8Array): number | undefined {
  const at = Buffer.from(bytes.subarray(0, edge)).indexOf('%PDF-');
  return at < 0 ? undefined : at;
}

/**
 * Follows the cross-reference chain in the order of ISO 32000-1, 7.5.8.4: each table, then its `/XRefStm`, then `/Prev`.
 * What has to be inflated for it is, within hard limits. Throws `PdfSyntaxError`, `TwoReadingsError` or `PdfBombError`.
 */
export function readXrefChain(bytes: Uint8Array): XrefChain {
  const header = headerAt(bytes) ?? 0;
  const announced = findStartXref(bytes);
  const budget = { left: maxStructuralBytes, objects: maxObjects };
  if (header === 0) return follow(bytes, announced, 0, budget);
  // Most readers count from the header, some from the file's first byte: right is what leads to the catalog.
  const found = [header, 0]
    .map((base) => attempt(() => follow(bytes, announced, base, budget)))
    .filter((chain) => chain !== undefined && hasCatalog(bytes, chain));
  if (found.length > 1) throw new TwoReadingsError('its offsets lead somewhere from two beginnings');
  if (!found[0]) throw new PdfSyntaxError('no cross-reference where one is announced');
  // From wherever they count, mupdf searches a file that does not begin with its header, and what it finds in an object
  // stream it prefers to any later edition: even the seal's.
  if (found[0].objectStreams.size > 0) throw new TwoReadingsError('object streams under bytes of others');
  return { ...found[0], base: header, isMended: true };
}

function hasCatalog(bytes: Uint8Array, { trailer, entries }: XrefChain): boolean {
  const root = refOf(trailer.get('Root'));
  const entry = root && entries.get(root.objectNumber);
  if (entry?.type !== 1) return entry?.type === 2;
  return attempt(() => new TokenReader(bytes, entry.value).objectHeader()) === root!.objectNumber;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PdfSyntaxError) return undefined;
    throw error;
  }
}

interface Announced {
  at: number;
  isMended: boolean;
}

/** Offset that the last `startxref` announces. Throws `PdfSyntaxError` where the file does not end as a PDF does. */
function findStartXref(bytes: Uint8Array): Announced {
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('startxref');
  if (found < 0) throw new PdfSyntaxError('no startxref');
  const reader = new TokenReader(bytes, found + 'startxref'.length);
  const at = reader.integer();
  if (!reader.skipTo('%%EOF')) throw new PdfSyntaxError('no %%EOF at the end');
  // Stray bytes may follow, but not what was to be the next revision.
  if (findDefinitions(bytes, reader.at).length > 0) throw new PdfSyntaxError('an unfinished revision');
  return { at, isMended: bytes.length - found > edge };
}

function follow(bytes: Uint8Array, { at: startXref, isMended }: Announced, base: number, budget: Budget): XrefChain {
  const chain: XrefChain = {
    startXref,
    base,
    trailer: new Map(),
    entries: new Map(),
    offsets: new Map(),
    disputed: new Set(),
    objectStreams: new Map(),
    endsInStream: false,
    isMended,
  };
  const visited = new Set<number>();
  const besides: number[] = [];
  // Some writers say 0 for "none".
  let next: number | undefined = startXref;
  while (next) {
    const at: number = next;
    if (visited.has(at)) throw new TwoReadingsError('its revisions lead back to themselves');
    visited.add(at);
    if (visited.size > maxSections) throw new PdfBombError('too many revisions');
    const section = readSection(bytes, at + base, base, budget);
    next = offsetIn(section.trailer, 'Prev');
    if (visited.size === 1) Object.assign(chain, { trailer: section.trailer, endsInStream: section.isStream });
    addTo(chain, section);
    const hybrid = section.isStream ? undefined : offsetIn(section.trailer, 'XRefStm');
    if (hybrid === undefined) continue;
    const stream = readSection(bytes, hybrid + base, base, budget);
    if (!stream.isStream) throw new PdfSyntaxError('expected a stream at /XRefStm');
    addTo(chain, stream, section);
    besides.push(offsetIn(stream.trailer, 'Prev') || startXref);
  }
  if (visited.size === 0) throw new PdfSyntaxError('no cross-reference');
  if (besides.some((at) => !visited.has(at))) throw new TwoReadingsError('a revision that only some readers follow');
  // Those of an encrypted document cannot be read, and it is refused anyway.
  if (!chain.trailer.has('Encrypt')) readObjectStreams(bytes, chain, budget);
  for (const [number, { type, value }] of chain.entries) if (type === 1) chain.offsets.set(number, value);
  return chain;
}

function offsetIn(trailer: RawDict, key: string): number | undefined {
  const value = trailer.get(key);
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new PdfSyntaxError(`/${key} is no offset`);
  return value as number;
}

/** `beside` is the table whose stream this is: an object that it calls free is there for some readers only. */
function addTo(chain: XrefChain, section: Section, beside?: Section): void {
  for (const [number, entry] of section.entries) {
    if (!chain.entries.has(number)) {
      chain.entries.set(number, entry);
      if (section.disputed.has(number)) chain.disputed.add(number);
    } else if (beside?.entries.get(number)?.type === 0 && entry.type !== 0) chain.disputed.add(number);
  }
  chain.isMended ||= section.isMended;
}

function readObjectStreams(bytes: Uint8Array, { entries, objectStreams }: XrefChain, budget: Budget): void {
  const lengthAt = (objectNumber: number) => {
    const entry = entries.get(objectNumber);
    if (entry?.type !== 1) return undefined;
    const reader = new TokenReader(bytes, entry.value);
    reader.objectHeader();
    return reader.integer();
  };
  for (const { type, value: holder } of entries.values()) {
    if (type !== 2 || objectStreams.has(holder)) continue;
    const entry = entries.get(holder);
    if (entry?.type !== 1) throw new PdfSyntaxError('object stream not found');
    const { dict, data } = structuralStream(bytes, entry.value, 'ObjStm', budget, lengthAt);
    const index = indexOf(dict, data, budget);
    const numbers = new Map<number, number>();
    for (const { objectNumber } of index) numbers.set(objectNumber, (numbers.get(objectNumber) ?? 0) + 1);
    objectStreams.set(holder, { index, numbers, data });
  }
}

function indexOf(dict: RawDict, data: Uint8Array, budget: Budget): ObjectStream['index'] {
  const count = offsetIn(dict, 'N') ?? 0;
  const first = offsetIn(dict, 'First') ?? 0;
  spend(budget, count);
  const reader = new TokenReader(data, 0);
  return Array.from({ length: count }, () => ({ objectNumber: reader.integer(), at: first + reader.integer() }));
}
