import { beforeAll, expect, test } from 'vitest';
import { announced, filed, read } from '../../../test/documents.ts';
import { classicPdf } from '../../../test/pdf-samples.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

const pdf = classicPdf();
const content = (documentId: string, as = t.apiKey) => t.call(handler, contract, { params: { documentId }, as });

test('leads to the very bytes that were sent', async () => {
  const { id } = await filed(t, pdf);
  const { status, location } = await content(id);
  expect(status).toBe(303);
  const download = await fetch(location ?? '');
  expect(download.headers.get('content-type')).toBe('application/pdf');
  expect(download.headers.get('content-disposition')).toContain('devis-2026-118.pdf');
  expect(Buffer.from(await download.arrayBuffer()).equals(pdf)).toBe(true);
});

test('says the state of a document that cannot be read', async () => {
  const awaited = await content((await announced(t, pdf)).id);
  expect(awaited.status).toBe(409);
  expect(awaited.body.type).toMatch(/document-not-ready$/);
  expect(awaited.body.detail).toContain('awaiting-upload');

  const refused = await content((await filed(t, Buffer.from('not a PDF'))).id);
  expect(refused.status).toBe(409);
  expect(refused.body.type).toMatch(/document-refused$/);
  expect(refused.body.detail).toMatch(/pas un PDF/);
});

test('another account’s document is not found, nor is it shown', async () => {
  const { id } = await filed(t, pdf);
  expect((await content(id, other.apiKey)).status).toBe(404);
  expect((await read(t, id, {}, other.apiKey)).status).toBe(404);
  expect((await content('x')).status).toBe(404);
});

test('a key that sees a folder, as a partner’s does, opens none of its PDFs', async () => {
  const { id } = await filed(t, pdf);
  const partner = await t.key('documents:read', 'documents:write');
  expect((await read(t, id, {}, partner)).status).toBe(200);
  expect((await content(id, partner)).status).toBe(403);
});
