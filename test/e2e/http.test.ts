import { createHash, randomBytes } from 'node:crypto';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../demo/parties.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { classicPdf, modernPdf } from '../pdf-samples.ts';
import { ofType } from '../problem.ts';
import { type Business, business, customer, realCloud } from './cloud.ts';

let cloud: Cloud;
let durand: Business;
let stranger: Business;

beforeAll(async () => {
  cloud = await realCloud();
  [durand, stranger] = await Promise.all([business(cloud), business(cloud)]);
}, 300_000);

afterAll(() => cloud?.close());

interface Call {
  key?: string | null;
  headers?: Record<string, string>;
  body?: string | object;
}

/** One raw call, as Durand unless `key` says otherwise. No answer may show what is inside. */
async function call(method: string, path: string, { key = durand.apiKey, headers = {}, body }: Call = {}) {
  const response = await fetch(cloud.apiUrl + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  expect(text).not.toMatch(/ at .+:\d+:\d+|node_modules|index\.mjs|Exception|dynamodb|zod/i);
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    headers: response.headers,
    body: type.includes('json') ? JSON.parse(text) : text,
  };
}

const contact = { kind: 'customer', lastName: 'Martin' };
const english = { 'accept-language': 'en-GB,en;q=0.9' };

describe('a call that cannot be carried out says why', () => {
  test.each([
    ['malformed JSON', 'POST', '/v1/contacts', { body: '{"kind":' }, 400, 'Le corps n’est pas du JSON valide.'],
    [
      'another media type',
      'POST',
      '/v1/contacts',
      { body: 'kind=customer', headers: { 'content-type': 'text/plain' } },
      415,
      'Envoyez « Content-Type: application/json ».',
    ],
    ['no body', 'POST', '/v1/contacts', {}, 415, 'Envoyez « Content-Type: application/json ».'],
    ['no key', 'GET', '/v1/contacts', { key: null }, 401, 'Envoyez l’en-tête'],
    ['a key that is none', 'GET', '/v1/contacts', { key: 'gk_nothing' }, 401, 'Envoyez l’en-tête'],
    ['an unknown contact', 'GET', '/v1/contacts/ctc_01m00000000000000000000000', {}, 404, 'n’existe pas'],
    ['an id that is none', 'GET', `/v1/signature-requests/${encodeURIComponent("sig_'; é".repeat(300))}`, {}, 404, ''],
    [
      'a key for idempotency that is none',
      'POST',
      '/v1/contacts',
      { body: contact, headers: { 'idempotency-key': 'é è' } },
      422,
      '',
    ],
  ] as [string, string, string, Call, number, string][])('%s', async (_, method, path, options, status, detail) => {
    const answer = await call(method, path, options);
    expect(answer).toMatchObject({
      status,
      body: { status, title: expect.any(String), requestId: expect.any(String) },
    });
    expect(answer.type).toMatch(/^application\/problem\+json/);
    expect(answer.body.detail).toContain(detail);
    const inEnglish = await call(method, path, { ...options, headers: { ...options.headers, ...english } });
    expect(inEnglish.body.title).not.toBe(answer.body.title);
    expect(inEnglish.headers.get('content-language')).toBe('en');
  });

  test('unknown and wrong fields, each pointed at, in the caller’s language', async () => {
    const body = { ...contact, emails: ['martin@'], phones: ['0612'], nickname: 'Max' };
    const { status, body: problem } = await call('POST', '/v1/contacts', { body });
    expect(status).toBe(422);
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/emails/0',
      '/nickname',
      '/phones/0',
    ]);
    const inEnglish = await call('POST', '/v1/contacts', { body, headers: english });
    for (const [i, { detail }] of problem.errors.entries()) expect(inEnglish.body.errors[i].detail).not.toBe(detail);
  });

  test('a signer without a phone', async () => {
    const body = { documentId: 'doc_x', signers: [{ name: 'Zoé', email: 'zoe@client.example' }] };
    const { status, body: problem } = await call('POST', '/v1/signature-requests', { body });
    expect(status).toBe(422);
    expect(problem.errors).toEqual([expect.objectContaining({ pointer: '/signers/0/phone' })]);
  });

  test('a name over two lines, half of a character', async () => {
    const body = {
      documentId: 'doc_x',
      signers: [{ ...customer('Zoé\r\nBcc: a@b.example') }],
      message: 'Bonjour \ud83d',
    };
    const { status, body: problem } = await call('POST', '/v1/signature-requests', { body });
    expect(status).toBe(422);
    expect(problem.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/signers/0/name', '/message']);
  });

  test('an unknown path or method', async () => {
    expect((await call('GET', '/v2/contacts')).status).toBe(404);
    expect((await call('PUT', '/v1/contacts', { body: contact })).status).toBe(405);
  });

  test('a body too large for a function, and for the front door', async () => {
    for (const megabytes of [7, 11]) {
      const body = { ...contact, company: 'x'.repeat(megabytes * 1024 * 1024) };
      expect((await call('POST', '/v1/contacts', { body })).status).toBe(413);
    }
  });
});

describe('rights', () => {
  test('a key opens what it was given, until it is revoked', async () => {
    const { body: reader } = await call('POST', '/v1/api-keys', {
      body: { name: 'Lecture', rights: ['contacts:read'] },
    });
    expect((await call('GET', '/v1/contacts', { key: reader.key })).status).toBe(200);
    const refused = await call('POST', '/v1/contacts', { key: reader.key, body: contact });
    expect(refused).toMatchObject({ status: 403, body: { title: 'Droit manquant' } });
    expect((await call('DELETE', `/v1/api-keys/${reader.id}`)).status).toBe(204);
    expect((await call('GET', '/v1/contacts', { key: reader.key })).status).toBe(401);
  });

  test('what belongs to another account does not exist', async () => {
    const contactId = await durand.newContact();
    const { id: documentId } = await durand.addDocument(contactId, 'devis.pdf', 'quote', classicPdf());
    const { id } = await durand.sendForSignature({ documentId, signers: [customer('Zoé Lefèvre')] });
    const signers = [customer('Paul Lefèvre')];
    for (const [method, path, body] of [
      ['GET', `/v1/contacts/${contactId}`],
      ['PATCH', `/v1/contacts/${contactId}`, { lastName: 'Pris' }],
      ['DELETE', `/v1/contacts/${contactId}`],
      ['GET', `/v1/contacts/${contactId}/documents`],
      ['GET', `/v1/documents/${documentId}`],
      ['GET', `/v1/documents/${documentId}/content`],
      ['POST', '/v1/signature-requests', { documentId, signers }],
      ['GET', `/v1/signature-requests/${id}`],
      ['GET', `/v1/signature-requests/${id}/sealed-document`],
      ['GET', `/v1/signature-requests/${id}/evidence`],
    ] as [string, string, object?][]) {
      const { status } = await call(method, path, { key: stranger.apiKey, ...(body && { body }) });
      expect(`${method} ${path} ${status}`).toBe(`${method} ${path} 404`);
    }
    expect((await call('GET', `/v1/contacts?search=Lef`, { key: stranger.apiKey })).body.items).toEqual([]);
  });
});

describe('once is once', () => {
  test('twenty times the same request at the same time is one request', async () => {
    const { id: documentId } = await durand.addDocument(await durand.newContact(), 'devis.pdf', 'quote', classicPdf());
    const zoe = customer('Zoé Lefèvre');
    const body = { documentId, signers: [zoe] };
    const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', '/v1/signature-requests', { body, headers })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const ids = new Set(answers.map((answer) => answer.body.id as string));
    expect(ids.size).toBe(1);
    const { body: list } = await call('GET', `/v1/signature-requests?documentId=${documentId}`);
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([...ids]);

    const other = await call('POST', '/v1/signature-requests', { body: { ...body, message: 'Autre' }, headers });
    expect(other).toMatchObject({ status: 409, body: { type: ofType('idempotency-key-reused') } });
    await durand.reaches([...ids][0]!, 'the invitation', ({ status }) => status === 'sent');
    expect(await durand.mailbox.messages(zoe.email)).toHaveLength(1);
  });
});

describe('documents', () => {
  const announce = async (bytes: Uint8Array, more: object = {}) =>
    call('POST', `/v1/contacts/${await durand.newContact()}/documents`, {
      body: {
        filename: 'devis.pdf',
        type: 'quote',
        size: bytes.byteLength,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        ...more,
      },
    });

  const put = (
    { url, method, headers }: { url: string; method: string; headers: Record<string, string> },
    bytes: Uint8Array,
  ) => {
    const { 'content-length': _, ...rest } = headers;
    return fetch(url, { method, headers: rest, body: new Uint8Array(bytes) });
  };

  const encrypted = async () => {
    const pdf = PDF.create();
    pdf.addPage();
    pdf.setProtection({ ownerPassword: 'secret' });
    return pdf.save();
  };

  test.each([
    ['not a PDF', async () => Buffer.from('<html>Introuvable</html>'), 'not-a-pdf', 'n’est pas un PDF', 'is not a PDF'],
    ['encrypted', encrypted, 'encrypted', 'Retirez la protection', 'Remove the protection'],
    [
      'truncated',
      async () => classicPdf({ pages: 3 }).subarray(0, 700),
      'damaged',
      'incomplet ou endommagé',
      'incomplete or damaged',
    ],
    [
      'a bomb',
      async () => modernPdf({ objectStream: new Uint8Array(300_000_000) }),
      'bomb',
      'place démesurée',
      'unreasonable amount',
    ],
  ])('%s: refused, in the words of whoever asks', async (_, make, reason, french, inEnglish) => {
    const bytes = await make();
    const { body: announced } = await announce(bytes);
    expect((await put(announced.upload, bytes)).status).toBe(200);
    const path = `/v1/documents/${announced.id}`;
    const decided = await until('a decision', async () => {
      const { body } = await call('GET', path);
      return ['available', 'refused'].includes(body.status) ? body : undefined;
    });
    expect(decided).toMatchObject({ status: 'refused', refusal: { reason, message: expect.stringContaining(french) } });
    const { body: translated } = await call('GET', path, { headers: english });
    expect(translated.refusal.message).toContain(inEnglish);

    const signers = [customer('Zoé Lefèvre')];
    const sent = await call('POST', '/v1/signature-requests', { body: { documentId: announced.id, signers } });
    expect(sent.status).toBe(409);
    expect((await call('GET', `${path}/content`)).status).toBe(409);
  });

  test('the store itself takes no other bytes than those announced', async () => {
    const bytes = classicPdf();
    const { body: announced } = await announce(bytes);
    const changed = Uint8Array.from(bytes, (byte, i) => (i === 100 ? byte ^ 1 : byte));
    for (const other of [changed, classicPdf({ pages: 2 })]) {
      const answer = await put(announced.upload, other);
      expect([400, 403]).toContain(answer.status);
    }
    expect((await call('GET', `/v1/documents/${announced.id}`)).body.status).toBe('awaiting-upload');
    expect((await put(announced.upload, bytes)).status).toBe(200);
  });

  test('over 25 MB, nothing is even announced', async () => {
    const { status, body } = await announce(classicPdf(), { size: 25 * 1024 * 1024 + 1 });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ pointer: '/size', detail: expect.stringContaining('25') }]);
  });
});
