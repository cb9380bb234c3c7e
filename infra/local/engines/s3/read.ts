import { type Answer, type Call, matchesETag, versionHeader } from './call.ts';
import { preconditionFailed, S3Error } from './error.ts';
import type { StoredObject } from './store.ts';

const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
];

/** GetObject and HeadObject: the bytes, or the range asked for, of the latest version or of the one named. */
export function readObject(call: Call): Answer {
  const { store, bucket, headers, query } = call;
  const object = find(call);
  const common: Record<string, string> = {
    etag: object.eTag,
    'last-modified': object.modified.toUTCString(),
    'accept-ranges': 'bytes',
    ...versionHeader(bucket, object),
  };
  checkConditions(object, headers);
  if (isUnchanged(object, headers)) return { status: 304, headers: common };

  const range = headers.range ? parseRange(headers.range, object.size) : null;
  const whole = range === null;
  for (const [name, value] of Object.entries(object.headers)) {
    // A checksum is of the whole object: beside a part, a client would check the part against it.
    if (name.startsWith('x-amz-checksum-') && !(whole && headers['x-amz-checksum-mode'] === 'ENABLED')) continue;
    common[name] = value;
  }
  if (object.lock) {
    common['x-amz-object-lock-mode'] = object.lock.mode;
    common['x-amz-object-lock-retain-until-date'] = object.lock.until.toISOString();
  }
  for (const name of OVERRIDES) {
    const value = query.get(`response-${name}`);
    if (value !== undefined) common[name] = value;
  }
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  common['content-length'] = String(end - start + 1);
  if (!whole) common['content-range'] = `bytes ${start}-${end}/${object.size}`;
  return {
    status: whole ? 200 : 206,
    headers: common,
    body: end < start ? '' : { file: store.pathOf(object.blob as string), start, end },
  };
}

/** The version a read is about. Throws NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker. */
export function find({ store, bucket, key, query }: Pick<Call, 'store' | 'bucket' | 'key' | 'query'>): StoredObject {
  const versionId = query.get('versionId');
  const object = versionId ? store.version(bucket.name, key, versionId) : store.latest(bucket.name, key);
  if (!object && versionId) {
    throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.', [
      ['Key', key],
      ['VersionId', versionId],
    ]);
  }
  if (object?.blob) return object;
  const marker: Record<string, string> = object
    ? { 'x-amz-delete-marker': 'true', 'x-amz-version-id': object.versionId }
    : {};
  if (versionId) {
    throw new S3Error(
      405,
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      [],
      marker,
    );
  }
  throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', [['Key', key]], marker);
}

function checkConditions(object: StoredObject, headers: Record<string, string>): void {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined) {
    if (!matchesETag(ifMatch, object.eTag)) throw preconditionFailed('If-Match');
    return;
  }
  const since = headers['if-unmodified-since'];
  if (since !== undefined && seconds(object.modified.getTime()) > seconds(Date.parse(since))) {
    throw preconditionFailed('If-Unmodified-Since');
  }
}

function isUnchanged(object: StoredObject, headers: Record<string, string>): boolean {
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return matchesETag(ifNoneMatch, object.eTag);
  const since = headers['if-modified-since'];
  return since !== undefined && seconds(object.modified.getTime()) <= seconds(Date.parse(since));
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** One `bytes=` range; null for what S3 ignores (several ranges, another unit). */
function parseRange(header: string, size: number): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, from = '', to = ''] = match;
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < start) return null;
  if (start >= size || (from === '' && Number(to) === 0)) {
    throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable', [
      ['RangeRequested', header],
      ['ActualObjectSize', size],
    ]);
  }
  return { start, end };
}
