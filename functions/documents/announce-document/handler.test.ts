import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { after, HOUR } from '../../../shared/clock.ts';
import { announce, announced, announcementOf, arrived, newContact, read, recheck } from '../../../test/documents.ts';
import { classicPdf } from '../../../test/pdf-samples.ts';
import { storedRows } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import deleteContract from '../../contacts/delete-contact/contract.ts';
import { handler as deleteContact } from '../../contacts/delete-contact/handler.ts';

let t: TestTenant;
let other: TestTenant;
let contactId: string;
const pdf = classicPdf();
const quote = announcementOf(pdf);

beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
  contactId = await newContact(t);
});
afterEach(() => {
  vi.useRealTimers();
});

test('gives a link that takes exactly the announced bytes', async () => {
  const { status, body, location } = await announce(t, contactId, { ...quote, sha256: quote.sha256.toUpperCase() });
  expect(status).toBe(201);
  expect(body).toEqual({ id: expect.stringMatching(/^doc_/), status: 'awaiting-upload', upload: expect.anything() });
  expect(location).toBe(`/v1/documents/${body.id}`);

  expect((await t.put(body.upload, classicPdf({ pages: 2 }))).status).toBeGreaterThanOrEqual(400);
  expect((await t.put(body.upload, pdf)).status).toBe(200);
  const shown = (await read(t, body.id)).body;
  expect(shown).toEqual({
    ...quote,
    id: body.id,
    contactId,
    status: 'awaiting-upload',
    source: 'upload',
    createdAt: expect.any(String),
  });
});

describe('refuses', () => {
  test.each([
    ['a document over 25 MB, saying the limit', { size: 25 * 1024 * 1024 + 1 }, '/size', /25 Mo/],
    ['an empty document', { size: 0 }, '/size', /./],
    ['a size that is not whole', { size: 10.5 }, '/size', /./],
    ['a hash that is none', { sha256: 'abc' }, '/sha256', /64/],
    ['a file name with a folder', { filename: '../devis.pdf' }, '/filename', /dossier/],
    ['a file name with a Windows folder', { filename: 'C:\\devis.pdf' }, '/filename', /dossier/],
    ['a file name over two lines', { filename: 'devis\r\n.pdf' }, '/filename', /ligne/],
    ['a file name without end', { filename: 'a'.repeat(201) }, '/filename', /200/],
    ['an unknown type', { type: 'selfie' }, '/type', /./],
    ['an unknown field', { status: 'available' }, '/status', /./],
  ])('%s', async (_what, wrong, pointer, said) => {
    const { status, body } = await announce(t, contactId, { ...quote, ...wrong });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringMatching(said) }]);
  });

  test('a contact of another account, or of nobody', async () => {
    expect((await announce(t, contactId, quote, { as: other.apiKey })).status).toBe(404);
    expect((await announce(t, 'ctc_00000000000000000000000000', quote)).status).toBe(404);
  });

  test('a key without the right', async () => {
    expect((await announce(t, contactId, quote, { as: await t.key('documents:read') })).status).toBe(403);
  });
});

test('the largest document allowed can be announced', async () => {
  expect((await announce(t, contactId, { ...quote, size: 25 * 1024 * 1024 })).status).toBe(201);
});

describe('the same Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'document-1' };
  const ask = () => announce(t, contactId, quote, { headers });

  test('announces one document; with another body it is refused', async () => {
    const first = await ask();
    const again = await ask();
    expect(again.status).toBe(201);
    expect(again.body).toEqual({ ...first.body, upload: expect.anything() });
    expect((await announce(t, contactId, { ...quote, size: 7 }, { headers })).body.type).toMatch(
      /idempotency-key-reused$/,
    );
  });

  test('keeps no link, which whoever reads the table could use', async () => {
    const { body } = await ask();
    const rows = JSON.stringify(await storedRows());
    expect(rows).toContain(body.id);
    expect(rows).not.toMatch(/X-Amz-Signature/i);
  });

  test('gives a new link while the file is awaited, then says what became of the document', async () => {
    const { id } = (await ask()).body;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 20 * 60_000 });
    const expired = (await ask()).body.upload;
    vi.useRealTimers();
    expect((await t.put(expired, pdf)).status).toBe(403);
    expect((await t.put((await ask()).body.upload, pdf)).status).toBe(200);
    await arrived(t, id, pdf.length);
    expect(await ask()).toMatchObject({ status: 201, body: { id, status: 'available' } });
    expect((await ask()).body).not.toHaveProperty('upload');
  });
});

describe('the contact', () => {
  const remove = (id: string) => t.call(deleteContact, deleteContract, { params: { contactId: id } });

  test('cannot be deleted while its folder holds a document', async () => {
    const { contactId: owner } = await announced(t, pdf);
    const { status, body } = await remove(owner);
    expect(status).toBe(409);
    expect(body.type).toMatch(/folder-not-empty$/);
  });

  test('can be once all its documents are refused', async () => {
    const now = new Date();
    const { id, contactId: owner } = await announced(t, pdf, () => now);
    await recheck(t, id, () => after(now, 2 * HOUR));
    expect((await read(t, id)).body.status).toBe('refused');
    expect((await remove(owner)).status).toBe(204);
  });

  test('is never deleted under a document being announced', async () => {
    for (let i = 0; i < 5; i++) {
      const owner = await newContact(t);
      const [announcement, removal] = await Promise.all([announce(t, owner, quote), remove(owner)]);
      expect([
        [201, 409],
        [404, 204],
      ]).toContainEqual([announcement.status, removal.status]);
    }
  });
});

test('what comes for a document that was never announced is ignored', async () => {
  await expect(arrived(t, 'doc_00000000000000000000000000')).resolves.toBeUndefined();
});
