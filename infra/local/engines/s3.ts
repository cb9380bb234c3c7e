import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback, listenWhereBefore } from './loopback.ts';
import type { Answer, Bucket, Call } from './s3/call.ts';
import { corsHeaders } from './s3/cors.ts';
import { S3Error } from './s3/error.ts';
import { listObjects } from './s3/list.ts';
import { getRetention, putRetention } from './s3/lock.ts';
import { readObject } from './s3/read.ts';
import { type Credentials, decode, parseQuery, verifySignature } from './s3/sigv4.ts';
import { type ObjectCreated, ObjectStore } from './s3/store.ts';
import { copyObject, deleteObject, noSuchBucket, putObject } from './s3/write.ts';
import { xmlDocument } from './xml.ts';

export type { Bucket as S3Bucket } from './s3/call.ts';
export type { CorsRule as S3CorsRule } from './s3/cors.ts';
export type { ObjectCreated } from './s3/store.ts';

export interface S3Engine {
  url: string;
  /**
   * Sets who hears of every new object, whatever its bucket: after it is durable, again until the promise resolves,
   * and again at the next start when a kill came first. Call it once, as soon as deliveries can be taken.
   */
  onObjectCreated(deliver: (event: ObjectCreated) => Promise<void> | void): void;
  close(): Promise<void>;
}

export interface S3Options {
  /** Objects live in `dataDir`/s3; in a temporary folder, gone at close, when undefined. */
  dataDir?: string | undefined;
  port?: number | undefined;
  buckets: Bucket[];
  /** Whoever signs with one of these may do everything. */
  credentials: Credentials[];
  clock?: (() => Date) | undefined;
}

/** Starts the S3 engine: objects on disk, path-style and `bucket.localhost` addresses, signatures checked. */
export async function startS3(options: S3Options): Promise<S3Engine> {
  const { credentials, clock = () => new Date() } = options;
  const store = new ObjectStore(options.dataDir && join(options.dataDir, 's3'));
  const buckets = new Map(options.buckets.map((bucket) => [bucket.name, bucket]));

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const now = clock();
    response.setHeader('date', now.toUTCString());
    response.setHeader('server', 'AmazonS3');
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    try {
      const { bucketName, key } = address(request);
      const bucket = buckets.get(bucketName);
      if (request.method === 'OPTIONS') return preflight(request, response, bucket);
      const origin = request.headers.origin;
      if (origin && bucket) {
        setHeaders(response, corsHeaders(bucket.cors, origin, request.method ?? '', []) ?? {});
      }
      const target = request.url ?? '/';
      const payloadHash = verifySignature(
        { method: request.method ?? '', target, headers: request.headers },
        credentials,
        now,
      );
      if (!bucket) throw noSuchBucket(bucketName);
      if (Buffer.byteLength(key) > 1024) throw new S3Error(400, 'KeyTooLongError', 'Your key is too long');
      const query = parseQuery(target);
      const call: Call = {
        store,
        bucket,
        key,
        query: new Map(query),
        headers: headersInForce(request, query),
        payloadHash,
        request,
        now,
      };
      await send(request, response, await perform(call, buckets));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      // The rest of a refused upload is read and dropped: a reset connection would hide the answer.
      request.resume();
      response.writeHead(error.status, { ...error.headers, 'content-type': 'application/xml' });
      response.end(
        request.method === 'HEAD'
          ? undefined
          : xmlDocument([
              'Error',
              [['Code', error.code], ['Message', error.message], ...error.details, ['RequestId', requestId]],
            ]),
      );
    }
  }

  const listening =
    options.dataDir && options.port === undefined
      ? await listenWhereBefore(handle, join(options.dataDir, 's3-port'))
      : await listenOnLoopback(handle, options.port);
  return {
    url: listening.url,
    onObjectCreated: (deliver) => store.created.deliverTo(deliver),
    close: async () => {
      await listening.close();
      store.close();
    },
  };
}

async function perform(call: Call, buckets: ReadonlyMap<string, Bucket>): Promise<Answer> {
  const { query, key, headers, request } = call;
  const subresource = ['uploads', 'uploadId', 'acl', 'tagging', 'retention', 'legal-hold', 'delete', 'versions'].find(
    (name) => query.has(name),
  );
  if (subresource === 'retention' && key !== '') {
    if (request.method === 'GET') return getRetention(call);
    if (request.method === 'PUT') return putRetention(call);
  }
  if (!subresource) {
    switch (`${request.method} ${key === '' ? 'bucket' : 'object'}`) {
      case 'HEAD bucket':
        return { status: 200, headers: { 'x-amz-bucket-region': 'eu-west-3' } };
      case 'GET bucket':
        if (query.get('list-type') === '2') return listObjects(call);
        break;
      case 'GET object':
      case 'HEAD object':
        return readObject(call);
      case 'PUT object':
        return headers['x-amz-copy-source'] ? copyObject(call, buckets) : putObject(call);
      case 'DELETE object':
        return deleteObject(call);
    }
  }
  throw new S3Error(
    501,
    'NotImplemented',
    `${request.method} ${subresource ?? ''} is not implemented by the embedded S3 engine`,
  );
}

/** Bucket and key, from `/bucket/key` or from a host such as `bucket.localhost` or `bucket.127.0.0.1`. */
function address(request: IncomingMessage): { bucketName: string; key: string } {
  const path = (request.url ?? '/').split('?', 1)[0]?.slice(1) ?? '';
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const virtual = /^(.+)\.(?:s3\.)?(?:localhost|127\.0\.0\.1)$/.exec(host)?.[1];
  if (virtual && virtual !== 's3') return { bucketName: virtual, key: decode(path) };
  const slash = path.indexOf('/');
  if (slash < 0) return { bucketName: decode(path), key: '' };
  return { bucketName: decode(path.slice(0, slash)), key: decode(path.slice(slash + 1)) };
}

/** What a presigned URL carries in its query counts as a header, and wins: it is signed. */
function headersInForce(request: IncomingMessage, query: [string, string][]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers[name] = value;
  }
  for (const [name, value] of query) {
    const lower = name.toLowerCase();
    if (lower.startsWith('x-amz-')) headers[lower] = value;
  }
  return headers;
}

function preflight(request: IncomingMessage, response: ServerResponse, bucket: Bucket | undefined): void {
  const asked = String(request.headers['access-control-request-headers'] ?? '');
  const allowed = corsHeaders(
    bucket?.cors,
    request.headers.origin ?? '',
    request.headers['access-control-request-method'] ?? '',
    asked.split(',').flatMap((name) => name.trim() || []),
  );
  if (!bucket || !allowed) {
    throw new S3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  setHeaders(response, allowed);
  response.writeHead(200).end();
}

function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

async function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Answer) {
  response.writeHead(status, headers);
  if (request.method === 'HEAD' || body === undefined || typeof body === 'string') {
    response.end(request.method === 'HEAD' ? undefined : body);
    return;
  }
  try {
    await pipeline(createReadStream(body.file, { start: body.start, end: body.end }), response);
  } catch (error) {
    // A reader that went away is its own affair.
    if (!response.destroyed) throw error;
  }
}
