import { beforeAll, expect, test } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { transact } from '../../../shared/table/transact.ts';
import { announce, announcementOf, newContact } from '../../../test/documents.ts';
import { classicPdf } from '../../../test/pdf-samples.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { fileSealed } from '../document.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

const pdf = classicPdf();
const start = new Date('2026-11-20T10:00:00Z');
const list = async (contactId: string, query = {}, as = t.apiKey) =>
  t.call(handler, contract, { params: { contactId }, query, as });

test('shows the folder newest first, by pages, and no other folder', async () => {
  const contactId = await newContact(t);
  await announce(t, await newContact(t), announcementOf(pdf));
  for (const [i, reference] of ['un', 'deux', 'trois'].entries()) {
    await announce(t, contactId, { ...announcementOf(pdf), reference }, { clock: () => after(start, i) });
  }
  const first = (await list(contactId, { limit: 2 })).body;
  const second = (await list(contactId, { limit: 2, cursor: first.nextCursor })).body;
  const references = [...first.items, ...second.items].map(({ reference }: { reference: string }) => reference);
  expect(references).toEqual(['trois', 'deux', 'un']);
  expect(second.nextCursor).toBeNull();
});

test('shows a sealed document beside its original, without where it is stored', async () => {
  const contactId = await newContact(t);
  const { body } = await announce(t, contactId, announcementOf(pdf));
  const id = `doc_${'z'.repeat(26)}`;
  const content = { bucket: 'archive', key: 'k', versionId: 'v', sha256: sha256Hex(pdf), size: pdf.length } as const;
  await transact([
    fileSealed({
      tenant: t.tenant,
      id,
      contactId,
      filename: 'devis-signé.pdf',
      type: 'quote',
      pages: 2,
      content,
      signatureRequestId: 'sig_1',
      now: start,
    }),
  ]);
  const { items } = (await list(contactId)).body;
  expect(items.map((item: { id: string }) => item.id)).toEqual([id, body.id]);
  expect(items[0]).toEqual({
    id,
    contactId,
    filename: 'devis-signé.pdf',
    type: 'quote',
    size: pdf.length,
    sha256: sha256Hex(pdf),
    status: 'available',
    pages: 2,
    source: 'signature',
    signatureRequestId: 'sig_1',
    createdAt: start.toISOString(),
    availableAt: start.toISOString(),
  });
});

test('the folder of another account’s contact is not found', async () => {
  const contactId = await newContact(t);
  expect((await list(contactId, {}, other.apiKey)).status).toBe(404);
});
