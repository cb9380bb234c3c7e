import type { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { Limits } from './reading.ts';
import { TableRefusal } from './refusal.ts';
import type { Source } from './source.ts';

/** The parts of a ZIP by their names. Sizes are held to what the directory says, and that to the limits. */
export interface Zip {
  has(name: string): boolean;
  names(): Iterable<string>;
  /** The bytes of a part, unpacked; refused as damaged when it is not there. */
  open(name: string): Promise<Readable>;
  close(): void;
}

/** Above this size, a part is measured against its packed size: small ones may well be all the same letter. */
const SMALL = 16 * 1024 * 1024;

export async function openZip(source: Source, limits: Limits): Promise<Zip> {
  const file = await unlessDamaged(() =>
    fromRandomAccessReaderPromise(new SourceReader(source), source.size, { lazyEntries: true, autoClose: false }),
  );
  const entries = new Map<string, Entry>();
  try {
    if (file.entryCount > limits.entries) throw new TableRefusal('too-large-unpacked');
    await unlessDamaged(async () => {
      for await (const entry of file.eachEntry()) {
        // Two parts of one name are two readings of one file.
        if (entries.has(entry.fileName)) throw new TableRefusal('damaged', `two entries named ${entry.fileName}`);
        entries.set(entry.fileName, entry);
      }
    });
  } catch (error) {
    file.close();
    throw error;
  }
  return {
    has: (name) => entries.has(name),
    names: () => entries.keys(),
    open: (name) =>
      unlessDamaged(() => {
        const entry = entries.get(name);
        if (!entry) throw new TableRefusal('damaged', `no part ${name}`);
        if (entry.isEncrypted()) throw new TableRefusal('encrypted');
        const isTooFar = entry.uncompressedSize > SMALL && entry.uncompressedSize > limits.ratio * entry.compressedSize;
        if (isTooFar || entry.uncompressedSize > limits.unpacked) throw new TableRefusal('too-large-unpacked');
        return file.openReadStreamPromise(entry);
      }),
    close: () => file.close(),
  };
}

/** Reads a part as it comes; what zlib or yauzl say of it is one refusal. */
export async function* unpacked(zip: Zip, name: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of await zip.open(name)) yield chunk;
  } catch (error) {
    throw refused(error);
  }
}

async function unlessDamaged<T>(job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    throw refused(error);
  }
}

function refused(error: unknown): unknown {
  if (error instanceof TableRefusal) return error;
  if (!(error instanceof Error)) return error;
  // yauzl counts what comes out against what the directory promised.
  if (/too many bytes in the stream/.test(error.message)) return new TableRefusal('too-large-unpacked', error);
  const isOurs = 'code' in error && typeof error.code === 'string' && !error.code.startsWith('Z_');
  return isOurs ? error : new TableRefusal('damaged', error);
}

class SourceReader extends RandomAccessReader {
  readonly #source: Source;
  constructor(source: Source) {
    super();
    this.#source = source;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return this.#source.stream(start, end);
  }
}
