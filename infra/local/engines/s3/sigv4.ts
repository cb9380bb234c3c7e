import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { accessDenied, S3Error } from './error.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface SignedRequest {
  method: string;
  /** As received: path and query, still percent-encoded. */
  target: string;
  headers: IncomingHttpHeaders;
}

interface Signature {
  accessKeyId: string;
  /** yyyymmdd/region/service/aws4_request */
  scope: string;
  signedHeaders: string[];
  signature: string;
  /** yyyymmddThhmmssZ */
  date: string;
  payloadHash: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60 * 1000;
const MAX_EXPIRY_SECONDS = 7 * 24 * 3600;

/**
 * Checks an AWS Signature Version 4, in the Authorization header or in a presigned URL, as S3 does: the signature
 * over method, path, query, every signed header and the payload hash, then the dates. Returns the payload hash that
 * was signed. Throws S3Error.
 */
export function verifySignature(request: SignedRequest, credentials: readonly Credentials[], now: Date): string {
  const query = parseQuery(request.target);
  const presigned = query.some(([name]) => name === 'X-Amz-Signature');
  const signature = presigned ? fromQuery(query, now) : fromHeader(request.headers, now);

  const secret = credentials.find(({ accessKeyId }) => accessKeyId === signature.accessKeyId)?.secretAccessKey;
  if (secret === undefined) {
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', [
      ['AWSAccessKeyId', signature.accessKeyId],
    ]);
  }
  refuseUnsignedHeaders(request.headers, signature.signedHeaders);

  const canonical = canonicalRequest(request, query, signature);
  const toSign = [ALGORITHM, signature.date, signature.scope, sha256(canonical)].join('\n');
  const key = signature.scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const expected = hmac(key, toSign);
  const given = Buffer.from(signature.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      [
        ['AWSAccessKeyId', signature.accessKeyId],
        ['StringToSign', toSign],
        ['CanonicalRequest', canonical],
      ],
    );
  }
  return signature.payloadHash;
}

/** The query of a request target, decoded. A `+` stays a plus: the SDK writes a space as %20. */
export function parseQuery(target: string): [name: string, value: string][] {
  const start = target.indexOf('?');
  if (start < 0) return [];
  return target
    .slice(start + 1)
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

/** Percent-decoding that answers 400 to what is not UTF-8. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

function fromHeader(headers: IncomingHttpHeaders, now: Date): Signature {
  const authorization = headers.authorization;
  if (!authorization) throw accessDenied();
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!match) {
    throw new S3Error(400, 'AuthorizationHeaderMalformed', 'The authorization header you provided is invalid.');
  }
  const [, accessKeyId = '', scope = '', signedHeaders = '', signature = ''] = match;
  const date = String(headers['x-amz-date'] ?? '');
  const payloadHash = headers['x-amz-content-sha256'];
  checkScope(scope, date, 'AuthorizationHeaderMalformed');
  if (typeof payloadHash !== 'string') {
    throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  if (Math.abs(instant(date) - now.getTime()) > MAX_SKEW_MS) {
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      [
        ['RequestTime', date],
        ['ServerTime', now.toISOString()],
        ['MaxAllowedSkewMilliseconds', MAX_SKEW_MS],
      ],
    );
  }
  return { accessKeyId, scope, signedHeaders: signedHeaders.split(';'), signature, date, payloadHash };
}

function fromQuery(query: [string, string][], now: Date): Signature {
  const parameters = new Map(query);
  const need = (name: string): string => {
    const value = parameters.get(name);
    if (value !== undefined) return value;
    throw malformedQuery(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  };
  if (need('X-Amz-Algorithm') !== ALGORITHM) throw malformedQuery(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const [accessKeyId = '', ...scopeParts] = need('X-Amz-Credential').split('/');
  const scope = scopeParts.join('/');
  const date = need('X-Amz-Date');
  const expires = Number(need('X-Amz-Expires'));
  checkScope(scope, date, 'AuthorizationQueryParametersError');
  if (!Number.isInteger(expires) || expires < 1 || expires > MAX_EXPIRY_SECONDS) {
    throw malformedQuery(`X-Amz-Expires must be between 1 and ${MAX_EXPIRY_SECONDS} seconds`);
  }
  const end = instant(date) + expires * 1000;
  if (now.getTime() > end) {
    throw accessDenied('Request has expired', [
      ['X-Amz-Expires', expires],
      ['Expires', new Date(end).toISOString()],
      ['ServerTime', now.toISOString()],
    ]);
  }
  if (instant(date) > now.getTime() + MAX_SKEW_MS) throw accessDenied('Request is not yet valid');
  return {
    accessKeyId,
    scope,
    date,
    signedHeaders: need('X-Amz-SignedHeaders').split(';'),
    signature: need('X-Amz-Signature'),
    payloadHash: parameters.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  };
}

function malformedQuery(message: string): S3Error {
  return new S3Error(400, 'AuthorizationQueryParametersError', message);
}

function checkScope(scope: string, date: string, code: string): void {
  const [day, region, service, end, ...rest] = scope.split('/');
  const valid = region && service === 's3' && end === 'aws4_request' && rest.length === 0;
  if (!valid || !/^\d{8}T\d{6}Z$/.test(date) || !date.startsWith(`${day}T`)) {
    throw new S3Error(400, code, 'The credential scope or the date is malformed.');
  }
}

function instant(date: string): number {
  return Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function refuseUnsignedHeaders(headers: IncomingHttpHeaders, signed: string[]): void {
  const missing = Object.keys(headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.includes(name),
  );
  if (missing.length === 0) return;
  throw accessDenied('There were headers present in the request which were not signed', [
    ['HeadersNotSigned', missing.join(', ')],
  ]);
}

function canonicalRequest(request: SignedRequest, query: [string, string][], signature: Signature): string {
  const path = request.target.split('?', 1)[0] ?? '/';
  const encodedQuery = query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const headers = signature.signedHeaders.map((name) => {
    const value = request.headers[name] ?? '';
    return `${name}:${String(value).trim().replace(/ +/g, ' ')}\n`;
  });
  return [
    request.method,
    path.split('/').map(decode).map(encode).join('/'),
    encodedQuery.join('&'),
    headers.join(''),
    signature.signedHeaders.join(';'),
    signature.payloadHash,
  ].join('\n');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
