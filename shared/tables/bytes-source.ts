import { Readable } from 'node:stream';
import type { Source } from './source.ts';

/** Bytes that are there already, as a source of a table. */
export const bytesSource = (bytes: Uint8Array): Source => ({
  size: bytes.byteLength,
  stream: (from, to) => Readable.from(from < to ? [Buffer.from(bytes.subarray(from, to))] : []),
});
