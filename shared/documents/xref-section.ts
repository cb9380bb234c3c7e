import { optionalNumber, PdfSyntaxError, type RawDict, type RawValue, TokenReader } from './pdf-tokens.ts';
import { type Budget, spend, structuralStream } from './structural-stream.ts';

/** Where an object is, as a cross-reference says. */
export interface Entry {
  /** 0 free, 1 at an offset, 2 inside an object stream. */
  type: number;
  /** Offset in the file, or number of the object stream. */
  value: number;
  /** Generation, or place among the objects of the stream. */
  extra: number;
}

/** One table or stream of the cross-reference (ISO 32000-1, 7.5.4 and 7.5.8). */
export interface Section {
  trailer: RawDict;
  entries: Map<number, Entry>;
  isStream: boolean;
  /** Objects of which it says two things, or something that readers take differently. */
  disputed: Set<number>;
  /** It is not quite where or how it should be: readers find the document's objects by searching for them. */
  isMended: boolean;
}

/** How far from the place announced a section is looked for. */
const nearby = 1024;

/** Reads the section announced at `at`; offsets in it count from `base`. Throws `PdfSyntaxError` or `PdfBombError`. */
export function readSection(bytes: Uint8Array, at: number, base: number, budget: Budget): Section {
  const start = sectionStart(bytes, at);
  const reader = new TokenReader(bytes, start);
  const section = reader.take('xref') ? readTable(reader, base, budget) : readStream(bytes, start, base, budget);
  return { ...section, isMended: section.isMended || start !== at };
}

/** Well-known writers announce the blank space before it, which nobody minds; others are a few bytes off. */
function sectionStart(bytes: Uint8Array, at: number): number {
  if (isSection(bytes, at)) return at;
  const from = Math.max(0, at - nearby);
  const tables = [...occurrences(bytes, 'xref', from, at + nearby)].filter((found) => bytes[found - 1] !== 0x74);
  const streams = [...occurrences(bytes, ' obj', from, at + nearby)].map((found) => headerStart(bytes, found));
  const near = [...tables, ...streams]
    .sort((a, b) => Math.abs(a - at) - Math.abs(b - at))
    .find((found) => isSection(bytes, found));
  if (near === undefined) throw new PdfSyntaxError('no cross-reference where one is announced');
  return near;
}

function isSection(bytes: Uint8Array, at: number): boolean {
  const reader = new TokenReader(bytes, at);
  if (reader.take('xref')) return true;
  try {
    reader.objectHeader();
    return reader.take('<<');
  } catch {
    return false;
  }
}

function* occurrences(bytes: Uint8Array, word: string, from: number, to: number): Generator<number> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, to));
  for (let at = text.indexOf(word, from, 'latin1'); at >= 0; at = text.indexOf(word, at + 1, 'latin1')) yield at;
}

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Where "12 0 obj" begins, from the place of its last blank. */
function headerStart(bytes: Uint8Array, blank: number): number {
  let at = blank;
  while (isDigit(bytes[at - 1])) at--;
  at--;
  while (isDigit(bytes[at - 1])) at--;
  return at;
}

/** Adds what a section says of an object. Where it says two things, readers differ on which counts. */
function note(section: Pick<Section, 'entries' | 'disputed'>, number: number, entry: Entry): void {
  const first = section.entries.get(number);
  if (!first) section.entries.set(number, entry);
  else if (first.type !== entry.type || first.value !== entry.value) section.disputed.add(number);
}

function readTable(reader: TokenReader, base: number, budget: Budget): Section {
  const section = { entries: new Map<number, Entry>(), disputed: new Set<number>(), isMended: false, isStream: false };
  while (!reader.take('trailer')) {
    let first = reader.integer();
    const count = reader.integer();
    spend(budget, count);
    for (let i = 0; i < count; i++) {
      const value = reader.integer();
      const extra = reader.integer();
      const inUse = reader.take('n');
      if (!inUse && !reader.take('f')) throw new PdfSyntaxError('bad cross-reference entry');
      // The head of the free list is object 0, whatever the line above it says.
      if (i === 0 && first === 1 && !inUse && extra === 65_535) {
        first = 0;
        section.isMended = true;
      }
      note(section, first + i, { type: inUse ? 1 : 0, value: inUse ? value + base : value, extra });
    }
  }
  return { ...section, trailer: reader.dict() };
}

function readStream(bytes: Uint8Array, at: number, base: number, budget: Budget): Section {
  const { dict, data } = structuralStream(bytes, at, 'XRef', budget);
  const widths = numbers(dict.get('W'));
  const size = optionalNumber(dict.get('Size'));
  if (widths.length < 3 || size === undefined) throw new PdfSyntaxError('cross-reference stream without /W or /Size');
  const [w1 = 0, w2 = 0, w3 = 0] = widths;
  const index = dict.has('Index') ? numbers(dict.get('Index')) : [0, size];
  const field = (from: number, width: number) => {
    let value = 0;
    for (let i = from; i < from + width; i++) value = value * 256 + data[i]!;
    return value;
  };
  const section = { entries: new Map<number, Entry>(), disputed: new Set<number>(), isMended: false, isStream: true };
  let position = 0;
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const count = index[pair + 1]!;
    spend(budget, count);
    if (position + count * (w1 + w2 + w3) > data.length) throw new PdfSyntaxError('cross-reference stream too short');
    for (let i = 0; i < count; i++, position += w1 + w2 + w3) {
      const number = index[pair]! + i;
      const type = w1 === 0 ? 1 : field(position, w1);
      const value = field(position + w1, w2);
      note(section, number, { type, value: type === 1 ? value + base : value, extra: field(position + w1 + w2, w3) });
      // The standard has them mean nothing, some readers give up on the file.
      if (type > 2) section.disputed.add(number);
    }
  }
  return { ...section, trailer: dict };
}

function numbers(value: RawValue | undefined): number[] {
  if (!Array.isArray(value) || !value.every((item) => Number.isInteger(item) && (item as number) >= 0)) {
    throw new PdfSyntaxError('expected an array of numbers');
  }
  return value as number[];
}
