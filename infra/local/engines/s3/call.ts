import type { IncomingMessage } from 'node:http';
import type { CorsRule } from './cors.ts';
import type { LockMode, ObjectStore, StoredObject } from './store.ts';

/** A bucket of the engine. A bucket with Object Lock keeps versions whatever `versioned` says. */
export interface Bucket {
  name: string;
  versioned?: boolean;
  /** The retention given to each new object, if any; `{}` only allows one to be asked for. */
  objectLock?: { mode?: LockMode; days?: number };
  /** Actions that the bucket's policy denies to everybody. */
  denied?: readonly string[];
  /** Unless given, every origin may do everything that its signed request may. */
  cors?: CorsRule[];
}

/** One authenticated request on a bucket. */
export interface Call {
  store: ObjectStore;
  bucket: Bucket;
  /** Empty for a request on the bucket itself. */
  key: string;
  query: Map<string, string>;
  /** Request headers, with the x-amz-* ones that a presigned URL carries in its query. */
  headers: Record<string, string>;
  payloadHash: string;
  request: IncomingMessage;
  now: Date;
}

/** What is answered: a status, headers, and some XML or the bytes `start`..`end` (both included) of a file. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body?: string | { file: string; start: number; end: number };
}

export const keepsVersions = (bucket: Bucket): boolean => Boolean(bucket.versioned || bucket.objectLock);

/** The header that names an object's version, where the bucket keeps several. */
export function versionHeader(bucket: Bucket, object: StoredObject): Record<string, string> {
  return keepsVersions(bucket) ? { 'x-amz-version-id': object.versionId } : {};
}

/** Whether `eTag` is in the list of an If-Match or If-None-Match header. */
export function matchesETag(header: string, eTag: string): boolean {
  return header.split(',').some((item) => {
    const wanted = item.trim().replace(/^W\//, '').replaceAll('"', '');
    return wanted === '*' || wanted === eTag.replaceAll('"', '');
  });
}
