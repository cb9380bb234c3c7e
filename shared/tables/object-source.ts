import { Readable } from 'node:stream';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import type { Pinned } from '../objects/pinned.ts';
import { codeOf, unread } from '../objects/pinned-stream.ts';
import { presignedUrl } from '../objects/presigned-url.ts';
import type { Source } from './source.ts';

/** A pinned object of a bucket as a source of a table. Reads fail with NotAsPinned once it is no longer there. */
export const objectSource = (pinned: Pinned): Source => ({
  size: pinned.size,
  stream: (from, to) => Readable.from(piece(pinned, from, to), { objectMode: false }),
});

async function* piece({ bucket, key, versionId }: Pinned, from: number, to: number): AsyncGenerator<Uint8Array> {
  if (from >= to) return;
  const place = { bucket: config.bucket(bucket), key, query: { versionId } };
  const url = await presignedUrl({ method: 'GET', ...place, seconds: MINUTE });
  const response = await fetch(url, { headers: { range: `bytes=${from}-${to - 1}` } });
  if (!response.ok || !response.body) throw unread(key, response, await codeOf(response));
  yield* response.body;
}
