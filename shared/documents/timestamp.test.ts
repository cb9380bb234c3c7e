import { randomBytes, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createAuthority, openAuthority } from '../../infra/local/engines/timestamp-issuer.ts';
import { buildTimestampRequest, readTimestampResponse, readTimestampToken } from './timestamp.ts';
import { timestampAuthority } from './timestamp-authority.ts';
import { describeCertificate } from './verify-cms.ts';
import { verifyTimestamp } from './verify-timestamp.ts';

const at = new Date('2026-11-21T22:34:00Z');
const pems = await createAuthority(new Date('2026-01-01T00:00:00Z'));
const authority = openAuthority(pems);
const root = describeCertificate(new X509Certificate(pems.caCertPem)).fingerprint;
const digest = new Uint8Array(randomBytes(32));

test('a digest is time-stamped, and the token says when and by whom', async () => {
  const nonce = randomBytes(8);
  const token = readTimestampResponse(await authority.answer(buildTimestampRequest(digest, nonce), at), digest, nonce);
  expect(readTimestampToken(token)).toMatchObject({ genTime: at, imprint: digest });
  expect(verifyTimestamp(token, digest)).toMatchObject({
    valid: true,
    problems: [],
    genTime: at,
    tsaName: 'Guichet local time-stamp authority',
  });
  expect(verifyTimestamp(token, randomBytes(32)).problems).toEqual(['timestamp-imprint-mismatch']);
});

describe('an answer is refused', () => {
  const nonce = Uint8Array.of(0, 0x91, 2);
  test('over another digest', async () => {
    const answer = await authority.answer(buildTimestampRequest(randomBytes(32), nonce), at);
    expect(() => readTimestampResponse(answer, digest, nonce)).toThrow('another digest');
  });
  test('to another request', async () => {
    const answer = await authority.answer(buildTimestampRequest(digest, Uint8Array.of(7)), at);
    expect(() => readTimestampResponse(answer, digest, nonce)).toThrow('another request');
  });
  test('that is a refusal, with the authority’s reason', async () => {
    const answer = await authority.answer(randomBytes(30), at);
    expect(() => readTimestampResponse(answer, digest, nonce)).toThrow('refused (status 2: Not a time-stamp request.)');
  });
  test('that is no answer', () => {
    expect(() => readTimestampResponse(randomBytes(50), digest, nonce)).toThrow('not a time-stamp response');
  });
});

describe('over HTTP', () => {
  async function served(
    answer: (query: Buffer, mediaType: string | undefined) => Promise<{ status?: number; body: Uint8Array }>,
    named = [root],
  ) {
    const server = createServer(async (request, response) => {
      const { status = 200, body } = await answer(
        Buffer.concat(await request.toArray()),
        request.headers['content-type'],
      );
      response.writeHead(status, { 'content-type': 'application/timestamp-reply' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const stamp = timestampAuthority(url, named).stamp(digest);
    return stamp.finally(() => server.close());
  }

  test('asks as RFC 3161 wants, and gives back the token', async () => {
    let asked: string | undefined;
    const token = await served(async (query, mediaType) => {
      asked = mediaType;
      return { body: await authority.answer(query, at) };
    });
    expect(asked).toBe('application/timestamp-query');
    expect(verifyTimestamp(token, digest).valid).toBe(true);
  });

  test('refuses an authority that nobody but itself vouches for, and says which', async () => {
    const byOurs = async (query: Buffer) => ({ body: await authority.answer(query, at) });
    const unknown = /unknown authority, "Guichet local time-stamp authority" \(certificate SHA-256 [0-9a-f]{64}\)/;
    await expect(served(byOurs, [])).rejects.toThrow(unknown);
    const other = openAuthority(await createAuthority(new Date('2026-01-01T00:00:00Z')));
    await expect(served(async (query) => ({ body: await other.answer(query, at) }))).rejects.toThrow(unknown);
  });

  test('refuses a time-stamp whose signature does not hold, whoever it names', async () => {
    const forged = async (query: Buffer) => {
      const body = await authority.answer(query, at);
      body[body.length - 1]! ^= 1;
      return { body };
    };
    await expect(served(forged)).rejects.toThrow('does not hold: signature-invalid');
  });

  test('reports an error of the server, and an answer without end', async () => {
    await expect(served(async () => ({ status: 503, body: new Uint8Array() }))).rejects.toThrow('HTTP 503');
    await expect(served(async () => ({ body: new Uint8Array(2_000_000) }))).rejects.toThrow('more than 1 MB');
  });

  test('reports an authority that cannot be reached', async () => {
    await expect(timestampAuthority('http://127.0.0.1:1/', []).stamp(digest)).rejects.toThrow('did not answer');
  });
});
