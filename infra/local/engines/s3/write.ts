import { type XmlElement, xmlDocument } from '../xml.ts';
import { receiveBody } from './body.ts';
import { type Answer, type Call, keepsVersions, matchesETag, versionHeader } from './call.ts';
import { invalidRequest, preconditionFailed, S3Error } from './error.ts';
import { lockOfNew, mustBeUnlocked } from './lock.ts';
import { find } from './read.ts';
import { decode, parseQuery } from './sigv4.ts';
import type { StoredObject } from './store.ts';

const KEPT = ['content-type', 'content-disposition', 'content-language', 'cache-control', 'expires'];
const MAX_METADATA_BYTES = 2048;

/** PutObject: the body is on disk and checked before anything can read it. */
export async function putObject(call: Call): Promise<Answer> {
  const { store, bucket, key, headers, now } = call;
  const lock = lockOfNew(call);
  if (lock && !headers['content-md5'] && !namesChecksum(headers)) {
    throw invalidRequest(
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  }
  const check = precondition(headers);
  // A first look spares a long upload that is bound to be refused; the one that counts is in the commit.
  check(store.latest(bucket.name, key));
  const blob = store.newBlob();
  try {
    const body = await receiveBody(call.request, headers, call.payloadHash, store.pathOf(blob));
    const stored = store.add(
      {
        bucket: bucket.name,
        key,
        size: body.size,
        eTag: `"${body.md5}"`,
        modified: now,
        headers: {
          ...describing(headers),
          ...encryption(headers),
          ...(body.checksum && { [body.checksum.header]: body.checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' }),
        },
        lock,
      },
      blob,
      keepsVersions(bucket),
      'ObjectCreated:Put',
      check,
    );
    return {
      status: 200,
      headers: {
        etag: stored.eTag,
        ...encryption(headers),
        ...versionHeader(bucket, stored),
        ...(body.checksum && { [body.checksum.header]: body.checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' }),
      },
    };
  } catch (error) {
    store.discard(blob);
    throw error;
  }
}

/** CopyObject within the engine. The bytes never change, so both objects share them on disk. */
export function copyObject(call: Call, buckets: ReadonlyMap<string, Call['bucket']>): Answer {
  const { store, bucket, key, headers, now } = call;
  const [path = '', query = ''] = (headers['x-amz-copy-source'] ?? '').split('?');
  const [sourceBucket = '', ...sourceKey] = decode(path).replace(/^\//, '').split('/');
  const from = buckets.get(sourceBucket);
  if (!from) throw noSuchBucket(sourceBucket);
  const source = find({
    store,
    bucket: from,
    key: sourceKey.join('/'),
    query: new Map(parseQuery(`?${query}`)),
  });
  const replaces = headers['x-amz-metadata-directive'] === 'REPLACE';
  const blob = store.linkBlob(source.blob as string);
  let stored: StoredObject;
  try {
    stored = store.add(
      {
        bucket: bucket.name,
        key,
        size: source.size,
        eTag: source.eTag,
        modified: now,
        headers: {
          ...(replaces ? { ...checksums(source.headers), ...describing(headers) } : source.headers),
          ...encryption(headers),
        },
        lock: lockOfNew(call),
      },
      blob,
      keepsVersions(bucket),
      'ObjectCreated:Copy',
      precondition(headers),
    );
  } catch (error) {
    store.discard(blob);
    throw error;
  }
  const checksum = Object.entries(checksums(stored.headers)).map(
    ([name, value]): XmlElement => [
      name === 'x-amz-checksum-type' ? 'ChecksumType' : `Checksum${name.replace('x-amz-checksum-', '').toUpperCase()}`,
      value,
    ],
  );
  return {
    status: 200,
    headers: {
      'content-type': 'application/xml',
      ...encryption(headers),
      ...versionHeader(bucket, stored),
      ...(keepsVersions(from) && { 'x-amz-copy-source-version-id': source.versionId }),
    },
    body: xmlDocument([
      'CopyObjectResult',
      [['ETag', stored.eTag], ['LastModified', stored.modified.toISOString()], ...checksum],
    ]),
  };
}

/** DeleteObject: a delete marker where versions are kept, unless one version is named; a locked one stays. */
export function deleteObject(call: Call): Answer {
  const { store, bucket, key, query, now } = call;
  const versionId = query.get('versionId') ?? (keepsVersions(bucket) ? undefined : 'null');
  if (versionId === undefined) {
    const marker = store.addDeleteMarker(bucket.name, key, now);
    return { status: 204, headers: { 'x-amz-delete-marker': 'true', ...versionHeader(bucket, marker) } };
  }
  const object = store.version(bucket.name, key, versionId);
  if (object) {
    mustBeUnlocked(object, call);
    store.remove(object);
  }
  return {
    status: 204,
    headers: {
      ...(keepsVersions(bucket) && { 'x-amz-version-id': versionId }),
      ...(object && object.blob === null && { 'x-amz-delete-marker': 'true' }),
    },
  };
}

export const noSuchBucket = (name: string) =>
  new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', [['BucketName', name]]);

function precondition(headers: Record<string, string>): (latest: StoredObject | null) => void {
  const ifNoneMatch = headers['if-none-match'];
  const ifMatch = headers['if-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new S3Error(501, 'NotImplemented', 'A header you provided implies functionality that is not implemented', [
      ['Header', 'If-None-Match'],
    ]);
  }
  return (latest) => {
    if (ifNoneMatch === '*' && latest?.blob) throw preconditionFailed('If-None-Match');
    if (ifMatch === undefined) return;
    if (!latest?.blob) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
    if (!matchesETag(ifMatch, latest.eTag)) throw preconditionFailed('If-Match');
  };
}

function describing(headers: Record<string, string>): Record<string, string> {
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  const size = metadata.reduce((sum, [name, value]) => sum + name.length - 11 + Buffer.byteLength(value), 0);
  if (size > MAX_METADATA_BYTES) {
    throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size');
  }
  const encoding = (headers['content-encoding'] ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && token !== 'aws-chunked')
    .join(', ');
  return {
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(KEPT.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))),
    ...(encoding && { 'content-encoding': encoding }),
    ...Object.fromEntries(metadata),
  };
}

function encryption(headers: Record<string, string>): Record<string, string> {
  return {
    'x-amz-server-side-encryption': 'AES256',
    ...Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption'))),
  };
}

function checksums(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-checksum-')));
}

function namesChecksum(headers: Record<string, string>): boolean {
  return 'x-amz-trailer' in headers || Object.keys(checksums(headers)).length > 0;
}
