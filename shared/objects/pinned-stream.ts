import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import type { Pinned } from './pinned.ts';
import { presignedUrl } from './presigned-url.ts';

/** What was pinned is not there, or is no longer the same. */
export class NotAsPinned extends Error {
  constructor(key: string, what: string) {
    super(`${key} ${what}`);
    this.name = 'NotAsPinned';
  }
}

/** To whoever may not list a bucket, S3 says "forbidden" of what is not there. */
const GONE = ['NoSuchKey', 'NoSuchVersion', 'AccessDenied'];

/** What S3 calls the reason why it did not serve. */
export const codeOf = async (response: Response): Promise<string> =>
  /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1] ?? response.statusText;

/** Why a read of what was pinned was not served. */
export const unread = (key: string, { status }: Response, code: string): Error =>
  GONE.includes(code) ? new NotAsPinned(key, 'is not there') : new Error(`S3 answered ${status} ${code} for ${key}`);

/**
 * The bytes that were pinned, a piece at a time, asked for when the first is read. It ends well only if they were all
 * there and the same; otherwise it fails after the last, so whoever passes them on must wait for its end.
 * @throws NotAsPinned, or another Error when S3 could not be reached or did not serve
 */
export function streamPinned(pinned: Pinned): Readable {
  return Readable.from(piecesOf(pinned), { objectMode: false });
}

async function* piecesOf({ bucket, key, versionId, sha256, size }: Pinned): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let read = 0;
  for await (const piece of await open({ bucket, key, versionId })) {
    hash.update(piece);
    read += piece.byteLength;
    yield piece;
  }
  if (read < size) throw new Error(`${key} ended after ${read} of ${size} bytes`);
  if (hash.digest('hex') !== sha256) throw new NotAsPinned(key, 'is no longer what was pinned');
}

/** By a link of our own: the S3 client would be a fifth of the bundle, and adds nothing to one GET. */
async function open({ bucket, key, versionId }: Pick<Pinned, 'bucket' | 'key' | 'versionId'>) {
  const place = { bucket: config.bucket(bucket), key, query: { versionId } };
  const response = await fetch(await presignedUrl({ method: 'GET', ...place, seconds: MINUTE }));
  if (response.ok && response.body) return response.body;
  throw unread(key, response, await codeOf(response));
}
