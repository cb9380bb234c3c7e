import { createHash, randomInt, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  type Certificate,
  type ContentInfo,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTsa, type TsaEngine } from './tsa.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'guichet-tsa-'));
let tsa: TsaEngine;
beforeAll(async () => {
  tsa = await startTsa({ dataDir });
});
afterAll(async () => {
  await tsa.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const digest = createHash('sha256').update('document').digest();

async function ask(nonce: number, type = 'application/timestamp-query', signal?: AbortSignal) {
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(digest).buffer }),
    }),
    nonce: new Integer({ value: nonce }),
    certReq: true,
  });
  const answer = await fetch(tsa.url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: query.toSchema().toBER(),
    signal: signal ?? null,
  });
  if (answer.status !== 200) return { http: answer.status };
  const reply = TimeStampResp.fromBER(await answer.arrayBuffer());
  if (!reply.timeStampToken) return { http: 200, status: reply.status.status };
  const signed = new SignedData({ schema: (reply.timeStampToken as ContentInfo).content });
  const info = TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() as ArrayBuffer);
  return {
    http: 200,
    status: reply.status.status,
    contentType: answer.headers.get('content-type'),
    nonce: Number(info.nonce?.toBigInt()),
    imprint: Buffer.from(info.messageImprint.hashedMessage.getValue()),
    certificates: (signed.certificates as Certificate[]).map(
      (certificate) => new X509Certificate(Buffer.from(certificate.toSchema().toBER())),
    ),
  };
}

test('a query is answered with a token for its digest and nonce, under the kept root', async () => {
  const nonce = randomInt(1, 2 ** 31);
  const answer = await ask(nonce);
  expect(answer).toMatchObject({ status: 0, contentType: 'application/timestamp-reply', nonce, imprint: digest });
  const [leaf, root] = answer.certificates ?? [];
  expect(root && leaf?.checkIssued(root) && leaf.verify(root.publicKey)).toBe(true);
  expect(root?.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(tsa.rootFingerprint);
});

test('the authority is the same after a restart, and nobody else can read its key', async () => {
  const before = tsa.rootFingerprint;
  await tsa.close();
  tsa = await startTsa({ dataDir });
  expect(tsa.rootFingerprint).toBe(before);
  expect(statSync(join(dataDir, 'tsa', 'authority.json')).mode & 0o777).toBe(0o600);
});

test('another media type is refused', async () => {
  expect(await ask(1, 'application/json')).toEqual({ http: 415 });
});

test('each fault is what the caller meets, then all is well again', async () => {
  tsa.setFault({ code: 'down', times: 1 });
  await expect(ask(1)).rejects.toThrow();
  tsa.setFault({ code: 'rejected', times: 1 });
  expect(await ask(2)).toEqual({ http: 200, status: 2 });
  tsa.setFault({ code: 'wrong-nonce', times: 1 });
  const replayed = await ask(3);
  expect(replayed.status).toBe(0);
  expect(replayed.nonce).not.toBe(3);

  tsa.setFault({ code: 'slow' });
  const abandoned = new AbortController();
  const waiting = ask(4, undefined, abandoned.signal);
  abandoned.abort();
  await expect(waiting).rejects.toThrow();
  const patient = ask(5);
  tsa.setFault(null);
  expect(await patient).toMatchObject({ nonce: 5 });
});
