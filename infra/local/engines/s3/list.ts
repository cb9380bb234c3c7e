import { type XmlElement, xmlDocument } from '../xml.ts';
import type { Answer, Call } from './call.ts';
import { S3Error } from './error.ts';
import { LAST_CHARACTER, type StoredObject } from './store.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** ListObjectsV2: prefix, delimiter, start-after, pages of at most 1,000 with a continuation token. */
export function listObjects({ store, bucket, query }: Call): Answer {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new S3Error(400, 'InvalidArgument', 'Provided max-keys not an integer or within integer range');
  }
  const token = query.get('continuation-token');
  const text = (value: string) => (query.get('encoding-type') === 'url' ? encodeURIComponent(value) : value);

  let after = token ? Buffer.from(token, 'base64url').toString() : (query.get('start-after') ?? '');
  const objects: StoredObject[] = [];
  const folders: string[] = [];
  let next: StoredObject | null;
  for (;;) {
    next = store.next(bucket.name, prefix, after);
    if (!next || objects.length + folders.length >= limit) break;
    const end = delimiter ? next.key.indexOf(delimiter, prefix.length) : -1;
    if (end >= 0) {
      const folder = next.key.slice(0, end + delimiter.length);
      folders.push(folder);
      after = folder + LAST_CHARACTER;
    } else {
      objects.push(next);
      after = next.key;
    }
  }

  const contents = objects.map(
    (object): XmlElement => [
      'Contents',
      [
        ['Key', text(object.key)],
        ['LastModified', object.modified.toISOString()],
        ['ETag', object.eTag],
        ['Size', object.size],
        ['StorageClass', 'STANDARD'],
      ],
    ],
  );
  const commonPrefixes = folders.map((folder): XmlElement => ['CommonPrefixes', [['Prefix', text(folder)]]]);
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: xmlDocument(
      [
        'ListBucketResult',
        [
          ['Name', bucket.name],
          ['Prefix', text(prefix)],
          ['Delimiter', delimiter ? text(delimiter) : undefined],
          ['MaxKeys', limit],
          ['EncodingType', query.get('encoding-type')],
          ['KeyCount', contents.length + commonPrefixes.length],
          ['IsTruncated', Boolean(next) && limit > 0],
          ['ContinuationToken', token],
          ['NextContinuationToken', next && limit > 0 ? Buffer.from(after).toString('base64url') : undefined],
          ['StartAfter', query.get('start-after')],
          ...contents,
          ...commonPrefixes,
        ],
      ],
      NAMESPACE,
    ),
  };
}
