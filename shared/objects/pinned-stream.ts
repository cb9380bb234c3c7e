import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { config } from '../config.ts';
import type { Pinned } from './pinned.ts';

let client: S3Client | undefined;
const s3 = (): S3Client => (client ??= new S3Client());

/** What was pinned is not there, or is no longer the same. */
export class NotAsPinned extends Error {
  constructor(key: string, what: string) {
    super(`${key} ${what}`);
    this.name = 'NotAsPinned';
  }
}

const GONE = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound', 'AccessDenied']);

/**
 * The bytes that were pinned, a piece at a time, asked for when the first is read. It ends well only if they were all
 * there and the same; otherwise it fails after the last, so whoever passes them on must wait for its end.
 * @throws NotAsPinned, or S3's error when it could not be reached
 */
export function streamPinned(pinned: Pinned): Readable {
  return Readable.from(piecesOf(pinned), { objectMode: false });
}

async function* piecesOf({ bucket, key, versionId, sha256, size }: Pinned): AsyncGenerator<Uint8Array> {
  const body = await open({ bucket, key, versionId });
  const hash = createHash('sha256');
  let read = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    hash.update(piece);
    read += piece.byteLength;
    yield piece;
  }
  if (read < size) throw new Error(`${key} ended after ${read} of ${size} bytes`);
  if (hash.digest('hex') !== sha256) throw new NotAsPinned(key, 'is no longer what was pinned');
}

async function open({ bucket, key, versionId }: Pick<Pinned, 'bucket' | 'key' | 'versionId'>) {
  try {
    const { Body } = await s3().send(
      new GetObjectCommand({ Bucket: config.bucket(bucket), Key: key, VersionId: versionId }),
    );
    if (!Body) throw new Error(`${key} has no body`);
    return Body;
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) throw new NotAsPinned(key, 'is not there');
    throw error;
  }
}
