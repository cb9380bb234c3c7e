import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { config } from '../config.ts';
import type { BucketName } from '../function/access.ts';
import { sha256Hex } from '../sha256.ts';
import type { Pinned } from './pinned.ts';

let client: S3Client | undefined;
const s3 = (): S3Client => (client ??= new S3Client());

interface Put {
  bucket: BucketName;
  key: string;
  bytes: Uint8Array;
  contentType: string;
  /** Only where there is no object yet: a second writer is told so. */
  onlyIfAbsent?: boolean;
}

export class AlreadyThere extends Error {}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;

/** Stores bytes and says which version they became. @throws AlreadyThere */
export async function putObject(put: Put): Promise<Pinned> {
  try {
    return await putOnce(put);
  } catch (error) {
    // S3 says so of a writer that meets another one at work, and asks for it to come again (conditional writes).
    if (!isNamed(error, 'ConditionalRequestConflict')) throw error;
    return await putOnce(put);
  }
}

async function putOnce({ bucket, key, bytes, contentType, onlyIfAbsent }: Put): Promise<Pinned> {
  const digest = createHash('sha256').update(bytes).digest();
  try {
    const { VersionId } = await s3().send(
      new PutObjectCommand({
        Bucket: config.bucket(bucket),
        Key: key,
        Body: bytes,
        ContentLength: bytes.byteLength,
        ContentType: contentType,
        ChecksumSHA256: digest.toString('base64'),
        ...(onlyIfAbsent && { IfNoneMatch: '*' }),
      }),
    );
    return { bucket, key, versionId: VersionId ?? 'null', sha256: digest.toString('hex'), size: bytes.byteLength };
  } catch (error) {
    if (isNamed(error, 'PreconditionFailed')) throw new AlreadyThere(key);
    throw error;
  }
}

/** Stores a file as it stands on disk, in flat memory: a later one takes its place. */
export async function putFile(
  path: string,
  { size, sha256, ...to }: Pick<Pinned, 'bucket' | 'key' | 'size' | 'sha256'> & { contentType: string },
): Promise<Pinned> {
  const { VersionId } = await s3().send(
    new PutObjectCommand({
      Bucket: config.bucket(to.bucket),
      Key: to.key,
      Body: createReadStream(path),
      ContentLength: size,
      ContentType: to.contentType,
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
    }),
  );
  return { bucket: to.bucket, key: to.key, versionId: VersionId ?? 'null', sha256, size };
}

/** The current version of an object with its recorded SHA-256, without reading it; undefined when there is none. */
export async function headObject(bucket: BucketName, key: string): Promise<Pinned | undefined> {
  try {
    const { VersionId, ContentLength, ChecksumSHA256 } = await s3().send(
      new HeadObjectCommand({ Bucket: config.bucket(bucket), Key: key, ChecksumMode: 'ENABLED' }),
    );
    if (!ChecksumSHA256) throw new Error(`${key} has no recorded SHA-256`);
    const sha256 = Buffer.from(ChecksumSHA256, 'base64').toString('hex');
    return { bucket, key, versionId: VersionId ?? 'null', sha256, size: ContentLength ?? 0 };
  } catch (error) {
    if (isNamed(error, 'NotFound') || isNamed(error, 'NoSuchKey')) return undefined;
    throw error;
  }
}

/** The bytes of an object's current version. */
export async function getObject(bucket: BucketName, key: string, versionId?: string): Promise<Uint8Array> {
  const { Body } = await s3().send(
    new GetObjectCommand({ Bucket: config.bucket(bucket), Key: key, ...(versionId && { VersionId: versionId }) }),
  );
  if (!Body) throw new Error(`${key} has no body`);
  return Body.transformToByteArray();
}

/** The bytes that were pinned. @throws when they are no longer the same */
export async function getPinned({ bucket, key, versionId, sha256 }: Pinned): Promise<Uint8Array> {
  const bytes = await getObject(bucket, key, versionId);
  if (sha256Hex(bytes) !== sha256) throw new Error(`${key} is no longer what was pinned`);
  return bytes;
}
