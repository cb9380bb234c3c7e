import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { invalidRequest, S3Error } from './error.ts';

const CHECKSUMS = ['crc32', 'sha256', 'sha1'] as const;
type ChecksumName = (typeof CHECKSUMS)[number];
const LENGTHS: Record<ChecksumName, number> = { crc32: 4, sha256: 32, sha1: 20 };
const MAX_BYTES = 5 * 1024 ** 3;

/** What was received: bytes written, MD5 in hex, and the checksum header the sender vouched for, if any. */
export interface ReceivedBody {
  size: number;
  md5: string;
  checksum: { header: string; value: string } | null;
}

/**
 * Streams the body into `file`, synced to disk, and checks it against everything the sender said of it: length,
 * Content-MD5, signed payload hash, x-amz-checksum-* as a header or as a trailer of an aws-chunked body.
 * `headers` are those in force (a presigned URL may carry some in its query). Throws S3Error.
 */
export async function receiveBody(
  request: IncomingMessage,
  headers: Record<string, string>,
  payloadHash: string,
  file: string,
): Promise<ReceivedBody> {
  const chunked = payloadHash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
  if (!chunked && payloadHash.startsWith('STREAMING-')) {
    throw new S3Error(501, 'NotImplemented', `${payloadHash} is not implemented by the embedded S3 engine`);
  }
  const announced = headers[chunked ? 'x-amz-decoded-content-length' : 'content-length'];
  if (announced === undefined) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  if (Number(announced) > MAX_BYTES) {
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  }

  const trailers: Record<string, string> = {};
  const hashes = { md5: createHash('md5'), sha256: createHash('sha256'), sha1: createHash('sha1') };
  let crc = 0;
  let size = 0;
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of chunked ? decodeChunked(request, trailers) : (request as AsyncIterable<Buffer>)) {
      for (const hash of Object.values(hashes)) hash.update(chunk);
      crc = crc32(chunk, crc);
      size += chunk.length;
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (size !== Number(announced)) {
    throw new S3Error(
      400,
      'IncompleteBody',
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    );
  }

  const md5 = hashes.md5.digest();
  const sha256 = hashes.sha256.digest();
  if (/^[0-9a-f]{64}$/.test(payloadHash) && payloadHash !== sha256.toString('hex')) {
    throw new S3Error(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  const contentMd5 = headers['content-md5'];
  if (contentMd5 !== undefined && contentMd5 !== md5.toString('base64')) {
    throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const computed: Record<ChecksumName, Buffer> = {
    sha256,
    sha1: hashes.sha1.digest(),
    crc32: Buffer.from(crc.toString(16).padStart(8, '0'), 'hex'),
  };
  return { size, md5: md5.toString('hex'), checksum: checkChecksum({ ...headers, ...trailers }, computed) };
}

function checkChecksum(
  headers: Record<string, string>,
  computed: Record<ChecksumName, Buffer>,
): ReceivedBody['checksum'] {
  for (const name of CHECKSUMS) {
    const header = `x-amz-checksum-${name}`;
    const value = headers[header];
    if (value === undefined) continue;
    if (Buffer.from(value, 'base64').length !== LENGTHS[name]) {
      throw invalidRequest(`Value for ${header} header is invalid.`);
    }
    if (value !== computed[name].toString('base64')) {
      throw new S3Error(
        400,
        'BadDigest',
        `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
    return { header, value };
  }
  const unknown = Object.keys(headers).find((name) => /^x-amz-checksum-(?!mode|type|algorithm)/.test(name));
  if (unknown) throw new S3Error(501, 'NotImplemented', `${unknown} is not implemented by the embedded S3 engine`);
  return null;
}

/** Decodes an aws-chunked body; its trailers are in `trailers` once it is read. */
async function* decodeChunked(
  source: AsyncIterable<Buffer>,
  trailers: Record<string, string>,
): AsyncGenerator<Buffer, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let pending: Buffer = Buffer.alloc(0);
  const more = async () => {
    const next = await iterator.next();
    if (next.done) throw new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly');
    pending = Buffer.concat([pending, next.value]);
  };
  const line = async (): Promise<string> => {
    let end = pending.indexOf('\r\n');
    while (end < 0) {
      if (pending.length > 8192) throw invalidRequest('The chunked body is malformed');
      await more();
      end = pending.indexOf('\r\n');
    }
    const text = pending.toString('latin1', 0, end);
    pending = pending.subarray(end + 2);
    return text;
  };

  for (;;) {
    const header = await line();
    if (!/^[0-9a-f]{1,10}$/i.test(header)) throw invalidRequest('The chunked body is malformed');
    let left = Number.parseInt(header, 16);
    if (left === 0) break;
    while (left > 0) {
      if (pending.length === 0) await more();
      const part = pending.subarray(0, left);
      pending = pending.subarray(part.length);
      left -= part.length;
      yield part;
    }
    if ((await line()) !== '') throw invalidRequest('The chunked body is malformed');
  }
  for (let trailer = await line(); trailer !== ''; trailer = await line()) {
    const colon = trailer.indexOf(':');
    trailers[trailer.slice(0, colon).trim().toLowerCase()] = trailer.slice(colon + 1).trim();
  }
  while (!(await iterator.next()).done);
}
