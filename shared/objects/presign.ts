import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import type { BucketName } from '../function/access.ts';
import type { Pinned } from './pinned.ts';
import { presignedUrl } from './presigned-url.ts';

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
  const headers = {
    'content-type': contentType,
    'content-length': String(size),
    'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
  };
  const url = await presignedUrl({ method: 'PUT', bucket: config.bucket(bucket), key, headers, seconds });
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
  return presignedUrl({
    method: 'GET',
    bucket: config.bucket(bucket),
    key,
    query: { versionId, 'response-content-disposition': disposition },
    seconds: DOWNLOAD_SECONDS,
  });
}
