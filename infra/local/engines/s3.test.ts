import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eventually } from '../../../test/eventually.ts';
import { type ObjectCreated, type S3Bucket, type S3Engine, startS3 } from './s3.ts';

const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local-secret' };
const buckets: S3Bucket[] = [
  { name: 'uploads' },
  { name: 'documents', versioned: true },
  { name: 'sealed', objectLock: { mode: 'COMPLIANCE', days: 30 } },
  { name: 'governed', objectLock: {} },
  { name: 'held', objectLock: {}, denied: ['s3:BypassGovernanceRetention'] },
];
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
const clientOf = (endpoint: string) => new S3Client({ endpoint, region: 'eu-west-3', credentials, maxAttempts: 1 });
const folder = mkdtempSync(join(tmpdir(), 'guichet-s3-test-'));
let s3: S3Engine;
let client: S3Client;

beforeAll(async () => {
  s3 = await startS3({ dataDir: folder, buckets, credentials: [credentials] });
  client = clientOf(s3.url);
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an object comes back as it was put, with its headers and metadata', async () => {
  const Key = 'dossier été/devis (1)+é.pdf';
  await client.send(
    new PutObjectCommand({
      Bucket: 'uploads',
      Key,
      Body: 'bonjour',
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment; filename="devis.pdf"',
      Metadata: { tenant: 'acc_1' },
      ServerSideEncryption: 'aws:kms',
    }),
  );
  const got = await client.send(new GetObjectCommand({ Bucket: 'uploads', Key }));
  expect(await got.Body?.transformToString()).toBe('bonjour');
  expect(got).toMatchObject({
    ContentType: 'application/pdf',
    ContentDisposition: 'attachment; filename="devis.pdf"',
    ContentLength: 7,
    Metadata: { tenant: 'acc_1' },
    ServerSideEncryption: 'aws:kms',
    ETag: `"${createHash('md5').update('bonjour').digest('hex')}"`,
  });
});

test('a streamed body, chunked with its checksum behind, is stored decoded', async () => {
  const bytes = Buffer.alloc(3_000_000, 'é');
  await client.send(
    new PutObjectCommand({
      Bucket: 'uploads',
      Key: 'stream',
      Body: Readable.from([bytes.subarray(0, 1_000_001), bytes.subarray(1_000_001)]),
      ContentLength: bytes.length,
      ChecksumAlgorithm: 'SHA256',
    }),
  );
  const got = await client.send(new GetObjectCommand({ Bucket: 'uploads', Key: 'stream', ChecksumMode: 'ENABLED' }));
  expect(got.ChecksumSHA256).toBe(createHash('sha256').update(bytes).digest('base64'));
  expect(Buffer.compare(Buffer.from(await got.Body!.transformToByteArray()), bytes)).toBe(0);
  expect(got.ContentEncoding).toBeUndefined();
});

test('a wrong checksum is refused and nothing is stored', async () => {
  const put = client.send(
    new PutObjectCommand({ Bucket: 'uploads', Key: 'wrong', Body: 'abc', ChecksumSHA256: sha256('other') }),
  );
  await expect(put).rejects.toMatchObject({ name: 'BadDigest' });
  const get = client.send(new GetObjectCommand({ Bucket: 'uploads', Key: 'wrong' }));
  await expect(get).rejects.toMatchObject({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } });
});

test('ranges, response overrides and conditions', async () => {
  const at = { Bucket: 'uploads', Key: 'range' };
  const { ETag } = await client.send(new PutObjectCommand({ ...at, Body: '0123456789' }));
  const read = async (Range: string) => {
    const got = await client.send(new GetObjectCommand({ ...at, Range }));
    return [await got.Body?.transformToString(), got.ContentRange];
  };
  expect(await read('bytes=2-4')).toEqual(['234', 'bytes 2-4/10']);
  expect(await read('bytes=8-')).toEqual(['89', 'bytes 8-9/10']);
  expect(await read('bytes=-3')).toEqual(['789', 'bytes 7-9/10']);
  await expect(read('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });

  const named = await client.send(
    new GetObjectCommand({ ...at, ResponseContentDisposition: 'inline; filename="a.pdf"' }),
  );
  expect(named.ContentDisposition).toBe('inline; filename="a.pdf"');

  const unchanged = client.send(new GetObjectCommand({ ...at, IfNoneMatch: ETag }));
  await expect(unchanged).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  const other = client.send(new GetObjectCommand({ ...at, IfMatch: '"other"' }));
  await expect(other).rejects.toMatchObject({ name: 'PreconditionFailed' });
});

test('If-None-Match: * lets exactly one of several writers create the object', async () => {
  const writes = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((Body) =>
      client.send(new PutObjectCommand({ Bucket: 'documents', Key: 'once', Body, IfNoneMatch: '*' })),
    ),
  );
  expect(writes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const write of writes) {
    if (write.status === 'rejected') expect(write.reason).toMatchObject({ $metadata: { httpStatusCode: 412 } });
  }
});

test('versions stay readable behind a newer one and behind a delete marker', async () => {
  const at = { Bucket: 'documents', Key: 'versions' };
  const first = await client.send(new PutObjectCommand({ ...at, Body: 'one' }));
  const second = await client.send(new PutObjectCommand({ ...at, Body: 'two' }));
  const deleted = await client.send(new DeleteObjectCommand(at));
  expect(deleted.DeleteMarker).toBe(true);
  await expect(client.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'NoSuchKey' });
  const old = await client.send(new GetObjectCommand({ ...at, VersionId: first.VersionId }));
  expect(await old.Body?.transformToString()).toBe('one');

  await client.send(new DeleteObjectCommand({ ...at, VersionId: deleted.VersionId }));
  const head = await client.send(new HeadObjectCommand(at));
  expect(head.VersionId).toBe(second.VersionId);
  await client.send(new DeleteObjectCommand({ ...at, VersionId: first.VersionId }));
  const gone = client.send(new GetObjectCommand({ ...at, VersionId: first.VersionId }));
  await expect(gone).rejects.toMatchObject({ name: 'NoSuchVersion' });
});

test('a locked version cannot be deleted before its date', async () => {
  const at = { Bucket: 'sealed', Key: 'sealed.pdf' };
  const { VersionId } = await client.send(new PutObjectCommand({ ...at, Body: 'sealed' }));
  const head = await client.send(new HeadObjectCommand(at));
  expect(head.ObjectLockMode).toBe('COMPLIANCE');
  const erase = () => client.send(new DeleteObjectCommand({ ...at, VersionId }));
  await expect(erase()).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });

  await client.send(new DeleteObjectCommand(at));
  const kept = await client.send(new GetObjectCommand({ ...at, VersionId }));
  expect(await kept.Body?.transformToString()).toBe('sealed');
});

const days = (count: number) => new Date(Date.now() + count * 86_400_000);

test('a version is locked on request: made longer by anybody, shorter or deleted by nobody but who may lift it', async () => {
  for (const Bucket of ['governed', 'held']) {
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: 'signed.pdf', Body: 'signed' }));
    const at = { Bucket, Key: 'signed.pdf', VersionId };
    const lock = (
      RetainUntilDate: Date,
      BypassGovernanceRetention = false,
      Mode: 'GOVERNANCE' | 'COMPLIANCE' = 'GOVERNANCE',
    ) =>
      client.send(
        new PutObjectRetentionCommand({ ...at, BypassGovernanceRetention, Retention: { Mode, RetainUntilDate } }),
      );
    const erase = (BypassGovernanceRetention: boolean) =>
      client.send(new DeleteObjectCommand({ ...at, BypassGovernanceRetention }));
    const held = () => client.send(new GetObjectRetentionCommand(at));
    const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

    await expect(held()).rejects.toMatchObject({ name: 'NoSuchObjectLockConfiguration' });
    const until = days(20);
    await lock(days(10));
    await lock(until);
    await expect(lock(days(10))).rejects.toMatchObject(denied);
    await expect(erase(false)).rejects.toMatchObject(denied);
    expect((await held()).Retention).toEqual({ Mode: 'GOVERNANCE', RetainUntilDate: until });

    if (Bucket === 'held') {
      for (const lifted of [() => lock(days(10), true), () => erase(true)])
        await expect(lifted()).rejects.toMatchObject(denied);
      expect((await held()).Retention?.RetainUntilDate).toEqual(until);
    } else {
      await lock(days(10), true, 'COMPLIANCE');
      await expect(lock(days(5), true, 'COMPLIANCE')).rejects.toMatchObject(denied);
      await expect(lock(days(15), true)).rejects.toMatchObject(denied);
      await expect(erase(true)).rejects.toMatchObject(denied);
      await lock(days(15), false, 'COMPLIANCE');
    }
  }
});

test('what has no lock to set says so', async () => {
  const lock = (Bucket: string, RetainUntilDate: Date) =>
    client.send(
      new PutObjectRetentionCommand({ Bucket, Key: 'free', Retention: { Mode: 'GOVERNANCE', RetainUntilDate } }),
    );
  for (const Bucket of ['documents', 'governed'])
    await client.send(new PutObjectCommand({ Bucket, Key: 'free', Body: 'free' }));
  await expect(lock('documents', days(1))).rejects.toMatchObject({ name: 'InvalidRequest' });
  await expect(lock('governed', days(-1))).rejects.toMatchObject({ name: 'InvalidArgument' });
});

test('a copy keeps bytes and metadata, of the version named', async () => {
  const first = await client.send(
    new PutObjectCommand({ Bucket: 'documents', Key: 'a b/é.txt', Body: 'one', Metadata: { from: 'source' } }),
  );
  await client.send(new PutObjectCommand({ Bucket: 'documents', Key: 'a b/é.txt', Body: 'two' }));
  const copy = await client.send(
    new CopyObjectCommand({
      Bucket: 'uploads',
      Key: 'copy.txt',
      CopySource: `documents/${encodeURIComponent('a b/é.txt')}?versionId=${first.VersionId}`,
    }),
  );
  expect(copy.CopyObjectResult?.ETag).toBe(first.ETag);
  const got = await client.send(new GetObjectCommand({ Bucket: 'uploads', Key: 'copy.txt' }));
  expect(await got.Body?.transformToString()).toBe('one');
  expect(got.Metadata).toEqual({ from: 'source' });
});

test('a listing pages through a prefix in order, and folds folders', async () => {
  for (const name of ['p/3', 'p/1', 'p/dir/x', 'p/dir/y', 'p/2', 'q/1']) {
    await client.send(new PutObjectCommand({ Bucket: 'documents', Key: name, Body: name }));
  }
  await client.send(new DeleteObjectCommand({ Bucket: 'documents', Key: 'p/3' }));
  const keys: (string | undefined)[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: 'documents', Prefix: 'p/', MaxKeys: 2, ContinuationToken }),
    );
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  expect(keys).toEqual(['p/1', 'p/2', 'p/dir/x', 'p/dir/y']);

  const folded = await client.send(new ListObjectsV2Command({ Bucket: 'documents', Prefix: 'p/', Delimiter: '/' }));
  expect(folded.Contents?.map(({ Key }) => Key)).toEqual(['p/1', 'p/2']);
  expect(folded.CommonPrefixes).toEqual([{ Prefix: 'p/dir/' }]);
});

test('objects, their links and undelivered notifications outlive the engine; an interrupted upload leaves nothing', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'guichet-s3-restart-'));
  const first = await startS3({ dataDir, buckets, credentials: [credentials] });
  const refused: string[] = [];
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  first.onObjectCreated(({ key }) => {
    refused.push(key);
    throw new Error('the function is not there');
  });
  const put = await clientOf(first.url).send(
    new PutObjectCommand({ Bucket: 'documents', Key: 'kept é', Body: 'kept' }),
  );
  await eventually(() => expect(refused).toContain('kept é'));

  const { port } = new URL(first.url);
  const signed = await getSignedUrl(
    clientOf(first.url),
    new PutObjectCommand({ Bucket: 'documents', Key: 'interrupted' }),
  );
  const upload = httpRequest(signed, { method: 'PUT', port, headers: { 'content-length': 1000 } });
  upload.on('error', () => {});
  upload.write('only a part');
  await eventually(() => expect(readdirSync(join(dataDir, 's3', 'blobs'))).toHaveLength(2));
  upload.destroy();
  await eventually(() => expect(readdirSync(join(dataDir, 's3', 'blobs'))).toHaveLength(1));
  const link = await getSignedUrl(clientOf(first.url), new GetObjectCommand({ Bucket: 'documents', Key: 'kept é' }));
  await first.close();
  errors.mockRestore();

  const second = await startS3({ dataDir, buckets, credentials: [credentials] });
  const delivered: ObjectCreated[] = [];
  second.onObjectCreated((event) => void delivered.push(event));
  await eventually(() => expect(delivered).toHaveLength(1));
  expect(delivered[0]).toMatchObject({
    eventName: 'ObjectCreated:Put',
    bucket: 'documents',
    key: 'kept é',
    size: 4,
    versionId: put.VersionId,
    eTag: put.ETag?.replaceAll('"', ''),
  });
  const got = await clientOf(second.url).send(new GetObjectCommand({ Bucket: 'documents', Key: 'kept é' }));
  expect(await got.Body?.transformToString()).toBe('kept');
  expect(await (await fetch(link)).text()).toBe('kept');
  await second.close();

  const third = await startS3({ dataDir, buckets, credentials: [credentials] });
  const again: ObjectCreated[] = [];
  third.onObjectCreated((event) => void again.push(event));
  await clientOf(third.url).send(new PutObjectCommand({ Bucket: 'documents', Key: 'next', Body: 'next' }));
  await eventually(() => expect(again.map(({ key }) => key)).toEqual(['next']));
  await third.close();
  rmSync(dataDir, { recursive: true, force: true });
});
