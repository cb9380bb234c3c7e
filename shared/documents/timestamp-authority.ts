import { randomBytes } from 'node:crypto';
import { buildTimestampRequest, readTimestampResponse, type TimestampAuthority, TimestampError } from './timestamp.ts';
import { type TimestampVerification, verifyTimestamp } from './verify-timestamp.ts';

const timeoutMs = 10_000;
const maxResponseBytes = 1_000_000;

/**
 * An RFC 3161 authority reached over HTTP (RFC 3161, 3.4). `stamp` rejects with `TimestampError` when it does not
 * answer within ten seconds, answers more than 1 MB, or answers anything else than a time-stamp of this digest by an
 * authority known from elsewhere: to Node, or by a certificate whose SHA-256 is among `named`. Most authorities answer
 * over plain HTTP, where anybody on the way may answer in their place: what their certificate leads to tells them apart.
 */
export function timestampAuthority(url: string, named: readonly string[]): TimestampAuthority {
  return {
    async stamp(sha256Digest) {
      const nonce = randomBytes(16);
      const body = await post(url, buildTimestampRequest(sha256Digest, nonce));
      const token = readTimestampResponse(body, sha256Digest, nonce);
      checkAuthority(verifyTimestamp(token, sha256Digest, named));
      return token;
    },
  };
}

function checkAuthority({ problems, anchor, tsaName, certFingerprint }: TimestampVerification): void {
  if (problems.length > 0) throw new TimestampError(`The time-stamp does not hold: ${problems.join(', ')}.`);
  if (anchor === undefined) {
    throw new TimestampError(
      `The time-stamp is by an unknown authority, "${tsaName}" (certificate SHA-256 ${certFingerprint}): its root is not ` +
        'one that Node ships. If it is yours, name the SHA-256 of its root, as the authority publishes it, in timestampRoots.',
    );
  }
}

async function post(url: string, query: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(query),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new TimestampError(`The time-stamp authority answered HTTP ${response.status}.`);
    return await readCapped(response);
  } catch (cause) {
    if (cause instanceof TimestampError) throw cause;
    throw new TimestampError('The time-stamp authority did not answer.', { cause });
  }
}

async function readCapped(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxResponseBytes) throw new TimestampError('The time-stamp authority answered more than 1 MB.');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
