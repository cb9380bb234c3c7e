import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { headObject } from '../../../shared/objects/objects.ts';
import { crashAfter } from '../../../test/crash.ts';
import { arrived } from '../../../test/documents.ts';
import { classicPdf } from '../../../test/pdf-samples.ts';
import { ofType } from '../../../test/problem.ts';
import { person, seen, storedRows } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import listContactsContract from '../../contacts/list-contacts/contract.ts';
import { handler as listContacts } from '../../contacts/list-contacts/handler.ts';
import { uploadKey } from '../../documents/document.ts';
import listRequestsContract from '../list-signature-requests/contract.ts';
import { handler as listRequests } from '../list-signature-requests/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const zoe = (email = t.email(`zoe.${t.phone().slice(1)}`)) => ({ lastName: 'Lefèvre', email });

interface Sent {
  fields?: unknown;
  bytes?: Uint8Array | undefined;
  filename?: string;
  headers?: Record<string, string>;
  as?: string;
}

/** One call with its file; S3 tells of what comes in meanwhile, as long as nobody has answered. */
async function send({ fields, bytes = classicPdf(), filename = 'devis.pdf', ...more }: Sent) {
  const form = new FormData();
  if (fields !== undefined) form.set('request', typeof fields === 'string' ? fields : JSON.stringify(fields));
  form.set('document', new File([new Uint8Array(bytes)], filename, { type: 'application/pdf' }));
  return whileItRuns(t.call(handler, contract, { form, ...more }));
}

async function whileItRuns<T>(answer: Promise<T>): Promise<T> {
  let isOver = false;
  const ended = answer.finally(() => {
    isOver = true;
  });
  ended.catch(() => undefined);
  while (!isOver) {
    for (const { id } of await stored('document', ['awaiting-upload'])) {
      if (await headObject('uploads', uploadKey(t.tenant, id))) await arrived(t, id);
    }
    await Promise.race([ended, pause(50)]).catch(() => undefined);
  }
  return ended;
}

const stored = async (kind: string, statuses?: string[]) =>
  Object.entries(await storedRows())
    .filter(([key]) => key.startsWith(t.tenant) && key.endsWith(` ${kind}`))
    .map(([, row]) => row as { id: string; status: string; contactId: string; sha256: string })
    .filter(({ status }) => !statuses || statuses.includes(status));

it('files the PDF with a new contact, has it checked, and asks for the signature', async () => {
  const contact = zoe();
  const signers = [person(t)];
  const { status, body } = await send({ fields: { contact, signers, reference: 'D-1', documentType: 'quote' } });
  expect({ status, body }).toEqual({ status: 202, body: { id: expect.stringMatching(/^sig_/), status: 'queued' } });
  const request = await seen(t, body.id);
  expect(request).toMatchObject({
    status: 'queued',
    reference: 'D-1',
    history: [{ details: { filename: 'devis.pdf' } }],
  });
  const found = await t.call(listContacts, listContactsContract, { query: { search: contact.email } });
  expect(found.body.items).toMatchObject([{ id: request.contactId, kind: 'customer', lastName: 'Lefèvre' }]);
});

it('finds the contact by the key of its address, and asks no name of it', async () => {
  const contact = zoe();
  const first = await send({ fields: { contact, signers: [person(t)] } });
  const again = { email: contact.email.replace(/^zoe/, 'ZOE') };
  const second = await send({ fields: { contact: again, signers: [person(t)] }, filename: 'contrat.pdf' });
  const [one, two] = [await seen(t, first.body.id), await seen(t, second.body.id)];
  expect(two.contactId).toBe(one.contactId);
  expect(two.documentId).not.toBe(one.documentId);
});

describe('done twice', () => {
  it('with the same Idempotency-Key, though a form sent again has other words between its parts: one request', async () => {
    const fields = { contact: zoe(), signers: [person(t)] };
    const headers = { 'idempotency-key': 'form-again' };
    const first = await send({ fields, headers });
    const second = await send({ fields, headers });
    expect(second).toMatchObject({ status: 202, body: first.body, headers: { 'idempotent-replayed': 'true' } });
    const other = await send({ fields, headers, filename: 'autre.pdf' });
    expect(other).toMatchObject({ status: 409, body: { type: ofType('idempotency-key-reused') } });
  });

  it('at once, by a new address: one contact, one document, one request', async () => {
    const contact = zoe();
    const fields = { contact, signers: [person(t)] };
    const before = (await stored('document')).length;
    const headers = { 'idempotency-key': 'form-at-once' };
    const answers = await whileItRuns(Promise.all(Array.from({ length: 4 }, () => send({ fields, headers }))));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect((await stored('document')).length).toBe(before + 1);
    const found = await t.call(listContacts, listContactsContract, { query: { search: contact.email } });
    expect(found.body.items).toHaveLength(1);
  });

  it.each(['TransactWriteCommand', 'PutObjectCommand'])(
    'after it died right after its first %s: it goes on, and nothing is there twice',
    async (last) => {
      const contact = zoe();
      const sent = { fields: { contact, signers: [person(t)], reference: contact.email } };
      const before = (await stored('document')).length;
      const headers = { 'idempotency-key': contact.email };
      expect(await crashAfter(last, () => send({ ...sent, headers }))).toBe(true);
      const { status, body } = await send({ ...sent, headers });
      expect(status).toBe(202);
      const asked = await t.call(listRequests, listRequestsContract, { query: { reference: contact.email } });
      expect(asked.body.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
      const found = await t.call(listContacts, listContactsContract, { query: { search: contact.email } });
      expect(found.body.items).toMatchObject([{ id: (await seen(t, body.id)).contactId }]);
      expect((await stored('document')).length).toBe(before + 1);
    },
  );
});

describe('refuses', () => {
  it.each([
    ['neither contact', {}, '/contact'],
    ['both contacts', { contact: { email: 'a@example.com' }, contactId: 'ctc_1' }, '/contact'],
    ['a new contact that nobody names', { contact: { email: 'nobody@example.com' } }, '/contact/lastName'],
    ['a document that is there already', { contact: { email: 'a@example.com' }, documentId: 'doc_1' }, '/documentId'],
  ])('%s', async (_, more, pointer) => {
    const { status, body } = await send({ fields: { signers: [person(t)], ...more } });
    expect(status).toBe(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('a form without its fields, or whose fields are no JSON', async () => {
    expect(await send({})).toMatchObject({ status: 422, body: { errors: [{ pointer: '/request' }] } });
    expect(await send({ fields: '{"signers":' })).toMatchObject({ status: 400 });
  });

  it('what is no PDF, telling why; nothing is asked of anybody', async () => {
    const bytes = Buffer.from('Bonjour');
    const answer = await send({ fields: { contact: zoe(), signers: [person(t)] }, bytes });
    expect(answer).toMatchObject({ status: 409, body: { type: ofType('document-refused') } });
  });

  it('more than 4 MB, and tells the other way', async () => {
    const answer = await send({
      fields: { contact: zoe(), signers: [person(t)] },
      bytes: Buffer.alloc(4 * 1024 * 1024),
    });
    expect(answer).toMatchObject({ status: 413, body: { type: ofType('too-large') } });
    expect(answer.body.detail).toContain('POST /v1/contacts/{contactId}/documents');
  });

  it('a key that may not file documents, or make contacts', async () => {
    const fields = { contact: zoe(), signers: [person(t)] };
    expect(await send({ fields, as: await t.key('signatures:write') })).toMatchObject({ status: 403 });
    const filing = await t.key('signatures:write', 'documents:write');
    expect(await send({ fields, as: filing })).toMatchObject({ status: 403 });
  });
});
