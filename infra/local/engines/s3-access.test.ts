import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type S3Bucket, type S3Engine, startS3 } from './s3.ts';

const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local-secret' };
const buckets: S3Bucket[] = [
  { name: 'uploads' },
  {
    name: 'strict-cors',
    cors: [{ allowedOrigins: ['https://guichet.example'], allowedMethods: ['PUT'], allowedHeaders: ['content-type'] }],
  },
];
let clockOffset = 0;
const clock = () => new Date(Date.now() + clockOffset);
let s3: S3Engine;
let client: S3Client;
const clientOf = (endpoint: string, secretAccessKey = credentials.secretAccessKey) =>
  new S3Client({ endpoint, region: 'eu-west-3', credentials: { ...credentials, secretAccessKey }, maxAttempts: 1 });

beforeAll(async () => {
  s3 = await startS3({ buckets, credentials: [credentials], clock });
  client = clientOf(s3.url);
});
afterAll(() => s3.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');
const presignPut = (key: string, body: string, expiresIn = 60) =>
  getSignedUrl(
    client,
    new PutObjectCommand({
      Bucket: 'uploads',
      Key: key,
      ContentLength: Buffer.byteLength(body),
      ContentType: 'application/pdf',
      ChecksumSHA256: sha256(body),
    }),
    {
      expiresIn,
      signableHeaders: new Set(['content-length', 'content-type', 'host', 'x-amz-checksum-sha256']),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    },
  );
const put = (url: string, body: string, checksumOf = body) =>
  fetch(url, {
    method: 'PUT',
    body,
    headers: { 'content-type': 'application/pdf', 'x-amz-checksum-sha256': sha256(checksumOf) },
  });

test('a presigned upload takes exactly the bytes it was signed for', async () => {
  const url = await presignPut('presigned.pdf', '%PDF-1.7');
  expect((await put(url, '%PDF-1.7')).status).toBe(200);

  const longer = await put(url, '%PDF-1.7 and more', '%PDF-1.7');
  expect(longer.status).toBe(403);
  expect(await longer.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  const sameLength = await put(url, '%PDF-6.6', '%PDF-1.7');
  expect(sameLength.status).toBe(400);
  expect(await sameLength.text()).toContain('<Code>BadDigest</Code>');
  expect((await put(url, '%PDF-6.6')).status).toBe(403);
  const withoutChecksum = await fetch(url, {
    method: 'PUT',
    body: '%PDF-6.6',
    headers: { 'content-type': 'application/pdf' },
  });
  expect(withoutChecksum.status).toBe(403);
  const got = await client.send(new GetObjectCommand({ Bucket: 'uploads', Key: 'presigned.pdf' }));
  expect(await got.Body?.transformToString()).toBe('%PDF-1.7');
});

test('a checksum and metadata hoisted into the query of a presigned upload hold', async () => {
  const url = await getSignedUrl(
    client,
    new PutObjectCommand({
      Bucket: 'uploads',
      Key: 'hoisted',
      ChecksumSHA256: sha256('right'),
      Metadata: { document: 'doc_1' },
    }),
    { expiresIn: 60 },
  );
  expect((await fetch(url, { method: 'PUT', body: 'wrong' })).status).toBe(400);
  expect((await fetch(url, { method: 'PUT', body: 'right' })).status).toBe(200);
  const head = await client.send(new HeadObjectCommand({ Bucket: 'uploads', Key: 'hoisted' }));
  expect(head.Metadata).toEqual({ document: 'doc_1' });
});

test('a tampered, an unsigned and an expired link are refused', async () => {
  await client.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'secret', Body: 'secret' }));
  await client.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'secret2', Body: 'other' }));
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: 'uploads', Key: 'secret' }), { expiresIn: 60 });
  expect(await (await fetch(url)).text()).toBe('secret');

  for (const tampered of [
    url.replace('/secret?', '/secret2?'),
    url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000'),
    `${url}&response-content-type=text%2Fhtml`,
    url.replace(/Signature=./, (match) => match.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))),
  ]) {
    const answer = await fetch(tampered);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  }
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  expect((await fetch(url.split('?')[0]!)).status).toBe(403);
  expect((await fetch(url, { headers: { 'x-amz-meta-a': 'unsigned' } })).status).toBe(403);

  clockOffset = 61_000;
  try {
    const expired = await fetch(url);
    expect(expired.status).toBe(403);
    const xml = await expired.text();
    expect(xml).toContain('<Code>AccessDenied</Code>');
    expect(xml).toContain('<Message>Request has expired</Message>');
  } finally {
    clockOffset = 0;
  }
});

test('a wrong secret, an unknown key and an unknown bucket are refused', async () => {
  const list = (from: S3Client, Bucket: string) => from.send(new ListObjectsV2Command({ Bucket }));
  await expect(list(clientOf(s3.url, 'wrong'), 'uploads')).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  await expect(list(client, 'unknown')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  const stranger = new S3Client({
    endpoint: s3.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'AKIAOTHER', secretAccessKey: 'x' },
  });
  await expect(list(stranger, 'uploads')).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
});

test('bucket.localhost names a bucket too', async () => {
  await client.send(new PutObjectCommand({ Bucket: 'uploads', Key: 'by/host', Body: 'host' }));
  const { port } = new URL(s3.url);
  const url = await getSignedUrl(
    clientOf(`http://localhost:${port}`),
    new GetObjectCommand({ Bucket: 'uploads', Key: 'by/host' }),
  );
  const { host, pathname, search } = new URL(url);
  expect(host).toBe(`uploads.localhost:${port}`);
  const body = await new Promise<string>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path: pathname + search, headers: { host } }, async (answer) => {
      resolve(Buffer.concat(await answer.toArray()).toString());
    })
      .on('error', reject)
      .end();
  });
  expect(body).toBe('host');
});

test('a browser may upload where the bucket allows it', async () => {
  const preflight = (bucket: string, headers: string) =>
    fetch(`${s3.url}/${bucket}/x`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://guichet.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': headers,
      },
    });
  const open = await preflight('uploads', 'content-type,x-amz-checksum-sha256');
  expect(open.status).toBe(200);
  expect(open.headers.get('access-control-allow-origin')).toBe('*');
  expect(open.headers.get('access-control-allow-headers')).toContain('x-amz-checksum-sha256');

  expect((await preflight('strict-cors', 'content-type')).headers.get('access-control-allow-origin')).toBe(
    'https://guichet.example',
  );
  expect((await preflight('strict-cors', 'x-amz-checksum-sha256')).status).toBe(403);
});
