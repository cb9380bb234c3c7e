import {
  nameOf,
  PdfSyntaxError,
  type RawDict,
  type RawRef,
  type RawValue,
  refOf,
  TokenReader,
  TwoReadingsError,
} from './pdf-tokens.ts';
import { PdfBombError } from './structural-stream.ts';
import type { XrefChain } from './xref-chain.ts';

/** A document's pages in their order, and every object that is reached from its catalog. */
export interface StrictReading {
  catalog: RawRef;
  pages: RawRef[];
  reached: Set<number>;
}

const maxReached = 1_000_000;
const maxTreeDepth = 100;

/**
 * Reads a document a second time, apart from the parser and as the standard has it, down to the last object that can be
 * reached, and throws `TwoReadingsError` wherever well-known readers part: keys given twice, generations that do not
 * match, objects looked up differently, page trees that count or share or nest their pages otherwise than they say.
 * Throws `PdfSyntaxError` or `PdfBombError` on what cannot be read.
 */
export function readStrictly(bytes: Uint8Array, chain: XrefChain): StrictReading {
  const objects = new Objects(bytes, chain);
  const catalog = refOf(chain.trailer.get('Root'));
  const tree = catalog && asDict(objects.resolve(catalog))?.get('Pages');
  if (!catalog || !refOf(tree)) throw new PdfSyntaxError('no page tree');
  const pages = readPages(objects, refOf(tree)!);
  return { catalog, pages, reached: objects.reach(catalog) };
}

const asDict = (value: RawValue | undefined): RawDict | undefined => (value instanceof Map ? value : undefined);

class Objects {
  private readonly bytes: Uint8Array;
  private readonly chain: XrefChain;
  private readonly read = new Map<number, RawValue>();

  constructor(bytes: Uint8Array, chain: XrefChain) {
    this.bytes = bytes;
    this.chain = chain;
  }

  /** What a reference leads to, which is null where there is nothing; of a stream, its dictionary. */
  resolve(value: RawValue | undefined): RawValue {
    const ref = refOf(value);
    if (!ref) return value ?? null;
    const { objectNumber, generation } = ref;
    if (this.chain.disputed.has(objectNumber)) throw new TwoReadingsError(`object ${objectNumber} is in two places`);
    const entry = this.chain.entries.get(objectNumber);
    if (!entry || entry.type === 0) return null;
    if (generation !== (entry.type === 1 ? entry.extra : 0)) {
      throw new TwoReadingsError(`object ${objectNumber} is of another generation than ${generation}`);
    }
    const known = this.read.get(objectNumber);
    if (known !== undefined) return known;
    const found = entry.type === 1 ? this.at(entry.value, ref) : this.within(entry.value, entry.extra, ref);
    this.read.set(objectNumber, found);
    return found;
  }

  private at(offset: number, { objectNumber, generation }: RawRef): RawValue {
    const reader = new TokenReader(this.bytes, offset);
    const header = reader.header();
    if (header.objectNumber !== objectNumber) throw new PdfSyntaxError(`object ${objectNumber} is not at ${offset}`);
    if (header.generation !== generation) throw new TwoReadingsError(`object ${objectNumber} is of two generations`);
    return reader.value();
  }

  private within(holder: number, place: number, { objectNumber }: RawRef): RawValue {
    const { index, data, numbers } = this.chain.objectStreams.get(holder)!;
    const found = index[place];
    // Some readers go by the place, others by the number.
    if (found?.objectNumber !== objectNumber || numbers.get(objectNumber) !== 1) {
      throw new TwoReadingsError(`object ${objectNumber} is not where its object stream has it`);
    }
    return new TokenReader(data, found.at).value();
  }

  /** The numbers of all objects that are reached from one, itself included. */
  reach(from: RawRef): Set<number> {
    const reached = new Set<number>();
    const pending: RawValue[] = [from];
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
      const ref = refOf(value);
      if (ref) {
        if (reached.has(ref.objectNumber)) {
          this.resolve(ref);
          continue;
        }
        reached.add(ref.objectNumber);
        if (reached.size > maxReached) throw new PdfBombError('too many objects');
        pending.push(this.resolve(ref));
      } else if (Array.isArray(value)) for (const item of value) pending.push(item);
      else if (value instanceof Map) for (const item of value.values()) pending.push(item);
    }
    return reached;
  }
}

function readPages(objects: Objects, root: RawRef): RawRef[] {
  const pages: RawRef[] = [];
  const seen = new Set<number>();
  const visit = (ref: RawRef, depth: number): void => {
    if (seen.has(ref.objectNumber)) throw new TwoReadingsError('a page tree that comes back to itself');
    if (depth > maxTreeDepth) throw new PdfBombError('a page tree too deep');
    seen.add(ref.objectNumber);
    const node = asDict(objects.resolve(ref));
    const kind = nameOf(objects.resolve(node?.get('Type')));
    const kids = objects.resolve(node?.get('Kids'));
    if (!node || (kind === 'Pages') !== Array.isArray(kids))
      throw new TwoReadingsError('a node that is and is no page');
    if (!Array.isArray(kids)) {
      if (kind !== 'Page') throw new TwoReadingsError('a page that does not say so');
      pages.push(ref);
      return;
    }
    const before = pages.length;
    for (const kid of kids) {
      if (!refOf(kid)) throw new TwoReadingsError('a page written out in the page tree');
      visit(refOf(kid)!, depth + 1);
    }
    // The root's own promise is compared by whoever asked: a reader may stop at it.
    if (depth > 0 && objects.resolve(node.get('Count')) !== pages.length - before) {
      throw new TwoReadingsError('a branch of the page tree with another number of pages than it says');
    }
  };
  visit(root, 0);
  return pages;
}
