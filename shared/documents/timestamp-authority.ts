import { randomBytes } from 'node:crypto';
import { buildTimestampRequest, readTimestampResponse, type TimestampAuthority, TimestampError } from './timestamp.ts';

const timeoutMs = 10_000;
const maxResponseBytes = 1_000_000;

/**
 * An RFC 3161 authority reached over HTTP (RFC 3161, 3.4). `stamp` rejects with `TimestampError` when it does not
 * answer within ten seconds, answers more than 1 MB, or answers anything else than a time-stamp of this digest.
 */
export function timestampAuthority(url: string, fetchLike: typeof fetch = fetch): TimestampAuthority {
  return {
    async stamp(sha256Digest) {
      const nonce = randomBytes(16);
      const body = await post(url, buildTimestampRequest(sha256Digest, nonce), fetchLike);
      return readTimestampResponse(body, sha256Digest, nonce);
    },
  };
}

async function post(url: string, query: Uint8Array, fetchLike: typeof fetch): Promise<Uint8Array> {
  try {
    const response = await fetchLike(url, {
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
