import { inflateSync, constants as zlib } from 'node:zlib';
import { PdfSyntaxError, type RawDict, type RawValue, TokenReader } from './pdf-tokens.ts';

/** A document whose declared sizes would exhaust whoever reads it. */
export class PdfBombError extends Error {
  override name = 'PdfBombError';
}

/** Where each object of a document is, and what its newest trailer says. */
export interface XrefChain {
  startXref: number;
  /** Where each section of the cross-reference is announced, the newest first. */
  sections: number[];
  trailer: RawDict;
  /** Object number -> offset in the file, for objects written out in it. */
  offsets: Map<number, number>;
}

const maxObjects = 1_000_000;
const maxSections = 1_000;
const maxStructuralBytes = 64 * 1024 * 1024;

/** Offset that the last `startxref` announces. Throws `PdfSyntaxError` where the file does not end as a PDF does. */
function findStartXref(bytes: Uint8Array): number {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 4096)))
    .toString('latin1')
    .replace(/[\s\0]+$/, '');
  const near = tail.slice(-1024);
  const [, offset] = /startxref\s+(\d{1,12})\s*(?:%[^\r\n]*\s*)*?%%EOF(?![\s\S]*startxref)/.exec(near) ?? [];
  if (offset === undefined) throw new PdfSyntaxError('no startxref and %%EOF at the end');
  return Number(offset);
}

/**
 * Follows the cross-reference chain (ISO 32000-1, 7.5) exactly as the parser will, and inflates with hard limits each
 * stream that the parser will inflate to find objects. Throws `PdfSyntaxError` or `PdfBombError`.
 */
export function readXrefChain(bytes: Uint8Array): XrefChain {
  const startXref = findStartXref(bytes);
  const budget = { left: maxStructuralBytes, objects: maxObjects };
  const entries = new Map<number, Entry>();
  const visited = new Set<number>();
  let trailer: RawDict | undefined;
  let next: number | undefined = startXref;
  while (next !== undefined && !visited.has(next)) {
    visited.add(next);
    if (visited.size > maxSections) throw new PdfBombError('too many revisions');
    const section = readSection(bytes, next, budget);
    const hybrid = optionalNumber(section.trailer.get('XRefStm'));
    if (hybrid !== undefined && !visited.has(hybrid)) {
      visited.add(hybrid);
      addMissing(entries, readSection(bytes, hybrid, budget).entries);
    }
    addMissing(entries, section.entries);
    trailer ??= section.trailer;
    next = optionalNumber(section.trailer.get('Prev'));
  }
  // Those of an encrypted document cannot be read, and it is refused anyway.
  if (!trailer?.has('Encrypt')) checkObjectStreams(bytes, entries, budget);
  const offsets = new Map<number, number>();
  for (const [number, entry] of entries) if (entry.type === 1) offsets.set(number, entry.value);
  return { startXref, sections: [...visited], trailer: trailer!, offsets };
}

interface Entry {
  /** 0 free, 1 at an offset, 2 inside an object stream. */
  type: number;
  /** Offset, or number of the object stream. */
  value: number;
}
interface Section {
  trailer: RawDict;
  entries: Map<number, Entry>;
}
interface Budget {
  left: number;
  objects: number;
}

function addMissing(to: Map<number, Entry>, from: Map<number, Entry>): void {
  for (const [number, entry] of from) if (!to.has(number)) to.set(number, entry);
}

const optionalNumber = (value: RawValue | undefined) => (typeof value === 'number' ? value : undefined);

function readSection(bytes: Uint8Array, at: number, budget: Budget): Section {
  const reader = new TokenReader(bytes, at);
  return reader.take('xref') ? readTable(reader, budget) : readStream(bytes, at, budget);
}

function readTable(reader: TokenReader, budget: Budget): Section {
  const entries = new Map<number, Entry>();
  while (!reader.take('trailer')) {
    const first = reader.integer();
    const count = reader.integer();
    spend(budget, count);
    for (let i = 0; i < count; i++) {
      const value = reader.integer();
      reader.integer();
      const inUse = reader.take('n');
      if (!inUse && !reader.take('f')) throw new PdfSyntaxError('bad cross-reference entry');
      entries.set(first + i, { type: inUse ? 1 : 0, value });
    }
  }
  return { entries, trailer: reader.dict() };
}

function readStream(bytes: Uint8Array, at: number, budget: Budget): Section {
  const { dict, data } = structuralStream(bytes, at, 'XRef', budget);
  const widths = numbers(dict.get('W'));
  const size = optionalNumber(dict.get('Size'));
  if (widths.length < 3 || size === undefined) throw new PdfSyntaxError('cross-reference stream without /W or /Size');
  const [w1 = 0, w2 = 0, w3 = 0] = widths;
  const index = dict.has('Index') ? numbers(dict.get('Index')) : [0, size];
  const columns = rowBytes(data, dict, w1 + w2 + w3);
  const field = (from: number, width: number) => {
    let value = 0;
    for (let i = from; i < from + width; i++) value = value * 256 + columns[i]!;
    return value;
  };
  const entries = new Map<number, Entry>();
  let position = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const count = index[pair + 1]!;
    spend(budget, count);
    if (position + count * (w1 + w2 + w3) > columns.length)
      throw new PdfSyntaxError('cross-reference stream too short');
    for (let i = 0; i < count; i++, position += w1 + w2 + w3) {
      const number = index[pair]! + i;
      const type = w1 === 0 ? 1 : field(position, w1);
      if (!entries.has(number)) entries.set(number, { type, value: field(position + w1, w2) });
    }
  }
  return { entries, trailer: dict };
}

function spend(budget: Budget, objects: number): void {
  budget.objects -= objects;
  if (budget.objects < 0) throw new PdfBombError('too many objects');
}

function numbers(value: RawValue | undefined): number[] {
  if (!Array.isArray(value) || !value.every((item) => Number.isInteger(item) && (item as number) >= 0)) {
    throw new PdfSyntaxError('expected an array of numbers');
  }
  return value as number[];
}

/** Undoes the PNG predictor, which nearly every cross-reference stream uses (ISO 32000-1, 7.4.4.4). */
function rowBytes(data: Uint8Array, dict: RawDict, width: number): Uint8Array {
  const declared = dict.get('DecodeParms');
  const parms = Array.isArray(declared) ? declared[0] : declared;
  if (!(parms instanceof Map) || (optionalNumber(parms.get('Predictor')) ?? 1) < 10) return data;
  const columns = optionalNumber(parms.get('Columns')) ?? 1;
  if (columns !== width) throw new PdfSyntaxError('cross-reference predictor of another width');
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (columns + 1)];
    if (filter === undefined || filter > 2)
      throw new PdfSyntaxError('unexpected predictor in a cross-reference stream');
    for (let column = 0; column < columns; column++) {
      const raw = data[row * (columns + 1) + 1 + column]!;
      const left = column > 0 ? out[row * columns + column - 1]! : 0;
      const up = row > 0 ? out[(row - 1) * columns + column]! : 0;
      out[row * columns + column] = raw + (filter === 1 ? left : filter === 2 ? up : 0);
    }
  }
  return out;
}

function checkObjectStreams(bytes: Uint8Array, entries: Map<number, Entry>, budget: Budget): void {
  const holders = new Set([...entries.values()].filter(({ type }) => type === 2).map(({ value }) => value));
  for (const holder of holders) {
    const entry = entries.get(holder);
    if (entry?.type !== 1) throw new PdfSyntaxError('object stream not found');
    const { dict } = structuralStream(bytes, entry.value, 'ObjStm', budget, entries);
    spend(budget, optionalNumber(dict.get('N')) ?? 0);
  }
}

/** A stream that holds the document's structure: nothing but one Flate filter, and decoded within the budget. */
function structuralStream(
  bytes: Uint8Array,
  at: number,
  type: 'XRef' | 'ObjStm',
  budget: Budget,
  entries: Map<number, Entry> = new Map(),
): { dict: RawDict; data: Uint8Array } {
  const reader = objectAt(bytes, at);
  const dict = reader.dict();
  if (nameOf(dict.get('Type')) !== type) throw new PdfSyntaxError(`expected a stream of type ${type}`);
  if (!reader.take('stream')) throw new PdfSyntaxError('expected a stream');
  if (bytes[reader.at] === 0x0d) reader.at++;
  if (bytes[reader.at] === 0x0a) reader.at++;
  const raw = bytes.subarray(reader.at, streamEnd(bytes, reader.at, lengthOf(bytes, dict, entries)));
  const filter = dict.get('Filter');
  const filters = filter === undefined ? [] : Array.isArray(filter) ? filter.map(nameOf) : [nameOf(filter)];
  if (filters.length === 0) return { dict, data: raw };
  if (filters.length > 1 || filters[0] !== 'FlateDecode') {
    throw new PdfSyntaxError('a structural stream in an unusual encoding');
  }
  return { dict, data: inflateWithin(raw, budget) };
}

function objectAt(bytes: Uint8Array, at: number): TokenReader {
  const reader = new TokenReader(bytes, at);
  reader.objectHeader();
  return reader;
}

const nameOf = (value: RawValue | undefined) =>
  value && typeof value === 'object' && 'name' in value ? value.name : undefined;

/** The declared length of a stream, which may stand in an object of its own. */
function lengthOf(bytes: Uint8Array, dict: RawDict, entries: Map<number, Entry>): number | undefined {
  const length = dict.get('Length');
  if (!length || typeof length !== 'object' || !('objectNumber' in length)) return optionalNumber(length);
  const entry = entries.get(length.objectNumber);
  return entry?.type === 1 ? objectAt(bytes, entry.value).integer() : undefined;
}

/** As the parser has it: where the length leads if "endstream" follows, else at the next "endstream". */
function streamEnd(bytes: Uint8Array, start: number, length: number | undefined): number {
  if (length !== undefined && new TokenReader(bytes, start + length).take('endstream')) return start + length;
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('endstream', start);
  if (end < 0) throw new PdfSyntaxError('unfinished stream');
  return end;
}

function inflateWithin(data: Uint8Array, budget: Budget): Uint8Array {
  try {
    const { buffer, engine } = inflateSync(data, {
      maxOutputLength: Math.max(1, budget.left),
      finishFlush: zlib.Z_SYNC_FLUSH,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    budget.left -= buffer.length;
    // A parser may go on inflating what follows: nothing may.
    if (data.subarray(engine.bytesWritten).some((byte) => byte > 0x20)) {
      throw new PdfSyntaxError('bytes after the end of a compressed stream');
    }
    return buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new PdfBombError('inflates without end');
    if (error instanceof PdfSyntaxError) throw error;
    throw new PdfSyntaxError('unreadable compressed stream');
  }
}
