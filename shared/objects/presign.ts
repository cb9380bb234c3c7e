import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import type { BucketName } from '../function/access.ts';
import { s3 } from './objects.ts';
import type { Pinned } from './pinned.ts';

const DOWNLOAD_SECONDS = MINUTE;

interface Announced {
  bucket: BucketName;
  key: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  /** How long the link works, in seconds. */
  seconds: number;
}

/** A link that takes exactly the announced bytes: S3 itself refuses another size or another hash. */
export async function presignUpload({ bucket, key, contentType, size, sha256, seconds }: Announced) {
  const checksum = Buffer.from(sha256, 'hex').toString('base64');
  const headers = {
    'content-type': contentType,
    'content-length': String(size),
    'x-amz-checksum-sha256': checksum,
  };
  const url = await getSignedUrl(
    s3(),
    new PutObjectCommand({
      Bucket: config.bucket(bucket),
      Key: key,
      ContentType: contentType,
      ContentLength: size,
      ChecksumSHA256: checksum,
    }),
    {
      expiresIn: seconds,
      signableHeaders: new Set(Object.keys(headers)),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    },
  );
  return { url, method: 'PUT' as const, headers };
}

/** A link of one minute to a pinned version. `filename` is what a browser saves it as; shown in place unless `download`. */
export async function presignDownload(
  { bucket, key, versionId }: Pinned,
  filename: string,
  download = false,
): Promise<string> {
  const ascii = filename.normalize('NFKD').replace(/[^\x20-\x7e]|["\\]/g, '');
  const disposition = `${download ? 'attachment' : 'inline'}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename)}`;
  return getSignedUrl(
    s3(),
    new GetObjectCommand({
      Bucket: config.bucket(bucket),
      Key: key,
      VersionId: versionId,
      ResponseContentDisposition: disposition,
    }),
    { expiresIn: DOWNLOAD_SECONDS },
  );
}
