import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TableRefusal } from './refusal.ts';

/** Bytes that can be read from anywhere, as often as need be: a file, an object of a bucket. */
export interface Source {
  size: number;
  /** From byte `from` up to, not including, `to`. */
  stream(from: number, to: number): Readable;
}

export async function fileSource(path: string): Promise<Source> {
  const { size } = await stat(path);
  // createReadStream has no way to say "nothing".
  return {
    size,
    stream: (from, to) => (from < to ? createReadStream(path, { start: from, end: to - 1 }) : Readable.from([])),
  };
}

/** A stream that can be read only once, laid down in a temporary file until `close`; refused beyond `most` bytes. */
export async function spilled(bytes: Readable, most: number): Promise<Source & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'table-'));
  const path = join(folder, 'file');
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > most ? new TableRefusal('too-large') : null, chunk);
    },
  });
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(bytes, counted, createWriteStream(path));
    return { ...(await fileSource(path)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first bytes, at most `length`. */
export async function head(source: Source, length: number): Promise<Buffer> {
  return Buffer.concat(await source.stream(0, Math.min(length, source.size)).toArray());
}
