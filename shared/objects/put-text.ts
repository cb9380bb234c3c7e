import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BucketName } from '../function/access.ts';
import { putFile } from './objects.ts';
import type { Pinned } from './pinned.ts';

/**
 * Stores a text as it is made, in flat memory: laid down in a temporary file first, for S3 asks its size and its hash
 * beforehand.
 */
export async function putText(
  to: { bucket: BucketName; key: string; contentType: string },
  chunks: AsyncIterable<string>,
): Promise<Pinned> {
  const folder = await mkdtemp(join(tmpdir(), 'text-'));
  const path = join(folder, 'text');
  const hash = createHash('sha256');
  let size = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      hash.update(bytes);
      yield bytes;
    }
  };
  try {
    await pipeline(Readable.from(counted()), createWriteStream(path));
    return await putFile(path, { ...to, size, sha256: hash.digest('hex') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
