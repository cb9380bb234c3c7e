import { beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../../shared/table/transact.ts';
import { ofType } from '../../../test/problem.ts';
import { askForSignature, type Filed, filedDocument, person, seen } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { documents } from '../../documents/document.ts';
import getSettingsContract from '../get-signature-settings/contract.ts';
import { handler as getSettings } from '../get-signature-settings/handler.ts';
import listContract from '../list-signature-requests/contract.ts';
import { handler as list } from '../list-signature-requests/handler.ts';
import updateSettingsContract from '../update-signature-settings/contract.ts';
import { handler as updateSettings } from '../update-signature-settings/handler.ts';

let t: TestTenant;
let document: Filed;
beforeAll(async () => {
  t = await tenant();
  document = await filedDocument(t);
});

const anne = { name: 'Anne Martin', email: 'anne@example.com', phone: '+33612345678' };
const requestsFor = async (documentId: string) =>
  (await t.call(list, listContract, { query: { documentId } })).body.items;

it('takes a request, keeps who asked, for what and of whom, and gives back no link', async () => {
  const message = 'Bonjour Anne,\nvoici le devis.';
  const { status, body } = await askForSignature(t, { documentId: document.id, signers: [anne], message });
  expect({ status, body }).toEqual({ status: 202, body: { id: expect.stringMatching(/^sig_/), status: 'queued' } });
  const request = await seen(t, body.id);
  expect(request).toMatchObject({ status: 'queued', documentId: document.id, message, locale: 'fr' });
  expect(request.signers).toEqual([{ id: expect.stringMatching(/^sgn_/), status: 'queued', ...anne }]);
  expect(request.history).toMatchObject([
    {
      act: 'requested',
      actor: { kind: 'user', id: t.userId },
      details: { documentId: document.id, pages: 1, sender: `Camille Durand <${t.userEmail}>` },
    },
  ]);
  expect(await t.queued('invite-signers')).toEqual([{ tenant: t.tenant, requestId: body.id }]);
});

it('understands a phone number as people write it', async () => {
  const signers = [{ ...anne, phone: '+33 (0)6 12-34.56 78' }];
  const { body } = await askForSignature(t, { documentId: document.id, signers });
  expect((await seen(t, body.id)).signers[0].phone).toBe('+33612345678');
});

describe('refuses', () => {
  const { phone: _phone, ...withoutPhone } = anne;
  const { email: _email, ...withoutEmail } = anne;

  it.each([
    ['a signer without a phone', { signers: [withoutPhone] }, '/signers/0/phone'],
    ['a signer without an email', { signers: [withoutEmail] }, '/signers/0/email'],
    ['a phone without its country', { signers: [{ ...anne, phone: '0612345678' }] }, '/signers/0/phone'],
    ['a phone that is no number', { signers: [{ ...anne, phone: 'portable' }] }, '/signers/0/phone'],
    ['a malformed email', { signers: [anne, { ...anne, email: 'anne@example' }] }, '/signers/1/email'],
    ['a name that brings a link', { signers: [{ ...anne, name: 'Gagnez sur www.exemple.fr' }] }, '/signers/0/name'],
    ['a name that reads other than it is', { signers: [{ ...anne, name: 'Anne \u202eexe' }] }, '/signers/0/name'],
    ['a signer without a name', { signers: [{ ...anne, name: '  ' }] }, '/signers/0/name'],
    ['nobody', { signers: [] }, '/signers'],
    ['more than ten', { signers: Array.from({ length: 11 }, (_, i) => ({ ...anne, name: `Anne ${i}` })) }, '/signers'],
    ['the same person twice', { signers: [anne, { ...anne, email: 'ANNE@example.com' }] }, '/signers'],
    ['a field that it does not know', { signers: [anne], reminders: true }, '/reminders'],
    ['a signer’s field that it does not know', { signers: [{ ...anne, link: 'x' }] }, '/signers/0/link'],
    [
      'more to find again than it keeps',
      { signers: [anne], metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`n${i}`, 'x'])) },
      '/metadata',
    ],
    [
      'a text to find again that is too long',
      { signers: [anne], metadata: { note: 'x'.repeat(501) } },
      '/metadata/note',
    ],
    ['a name with spaces for what to find again', { signers: [anne], metadata: { 'a b': 'x' } }, '/metadata/a b'],
    ['a language that it does not speak', { signers: [anne], locale: 'de' }, '/locale'],
  ])('%s, and points at it', async (_, body, pointer) => {
    const fresh = await filedDocument(t);
    const answer = await askForSignature(t, { documentId: fresh.id, ...body });
    expect(answer).toMatchObject({ status: 422, body: { type: ofType('invalid') } });
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect(await requestsFor(fresh.id)).toEqual([]);
  });

  it('in French first, in English when asked', async () => {
    const body = { documentId: document.id, signers: [{ ...anne, phone: '0612345678' }] };
    const french = await askForSignature(t, body);
    expect(french.body).toMatchObject({ title: 'Données invalides' });
    expect(french.body.errors[0].detail).toContain('format international');
    const english = await askForSignature(t, body, { headers: { 'accept-language': 'en-GB,en;q=0.9,fr;q=0.5' } });
    expect(english.body).toMatchObject({ title: 'Invalid data' });
    expect(english.body.errors[0].detail).toContain('international format');
    expect(english.headers['content-language']).toBe('en');
  });

  it.each([
    ['still awaited', { status: 'awaiting-upload' }, 409, 'document-not-ready' as const],
    ['still being checked', { status: 'checking' }, 409, 'document-not-ready' as const],
    ['refused', { status: 'refused', refusal: 'encrypted' }, 409, 'document-refused' as const],
  ])('a document that is %s', async (_, set, status, problem) => {
    const { id } = await filedDocument(t);
    await commit([documents.update(t.tenant, { id }, { set: set as object })], new Date());
    const answer = await askForSignature(t, { documentId: id, signers: [anne] });
    expect(answer).toMatchObject({ status, body: { type: ofType(problem) } });
    expect(await requestsFor(id)).toEqual([]);
  });

  it('a document that does not exist, or is another account’s: nobody can tell which', async () => {
    const other = await filedDocument(await tenant());
    const unknown = { ...document, id: `doc_${'0'.repeat(26)}` };
    const answers = await Promise.all(
      [other, unknown].map(({ id }) => askForSignature(t, { documentId: id, signers: [anne] })),
    );
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body.detail).toBe(answers[0]?.body.detail);
    }
  });

  it('a caller without a key, or whose key lacks the right', async () => {
    const body = { documentId: document.id, signers: [anne] };
    expect(await askForSignature(t, body, { as: 'gk_nothing' })).toMatchObject({ status: 401 });
    expect(await askForSignature(t, body, { as: await t.key('signatures:read') })).toMatchObject({ status: 403 });
  });
});

describe('with an Idempotency-Key', () => {
  const keyed = (documentId: string, key: string, name = 'Anne Martin') =>
    askForSignature(t, { documentId, signers: [{ ...anne, name }] }, { headers: { 'idempotency-key': key } });

  it('the same request again gives the same answer and makes nothing', async () => {
    const { id } = await filedDocument(t);
    const first = await keyed(id, 'again');
    const second = await keyed(id, 'again');
    expect(second).toMatchObject({ status: 202, body: first.body, headers: { 'idempotent-replayed': 'true' } });
    expect(await requestsFor(id)).toHaveLength(1);
  });

  it('sent five times at once it makes one request', async () => {
    const { id } = await filedDocument(t);
    const answers = await Promise.all(Array.from({ length: 5 }, () => keyed(id, 'at-once')));
    const [made] = await requestsFor(id);
    expect(await requestsFor(id)).toHaveLength(1);
    for (const answer of answers) expect(answer).toMatchObject({ status: 202, body: { id: made.id } });
  });

  it('another body under the same key is refused', async () => {
    const { id } = await filedDocument(t);
    await keyed(id, 'reused');
    expect(await keyed(id, 'reused', 'Paul Martin')).toMatchObject({
      status: 409,
      body: { type: ofType('idempotency-key-reused') },
    });
    expect(await requestsFor(id)).toHaveLength(1);
  });

  it('what was refused may be corrected under the same key', async () => {
    const { id } = await filedDocument(t);
    expect(await keyed(id, 'corrected', '')).toMatchObject({ status: 422 });
    expect(await keyed(id, 'corrected')).toMatchObject({ status: 202 });
  });

  it('another account’s key is its own', async () => {
    const other = await tenant();
    const theirs = await filedDocument(other);
    const mine = await filedDocument(t);
    const headers = { 'idempotency-key': 'shared' };
    const first = await askForSignature(t, { documentId: mine.id, signers: [person(t)] }, { headers });
    const second = await askForSignature(other, { documentId: theirs.id, signers: [person(other)] }, { headers });
    expect(second.status).toBe(202);
    expect(second.body.id).not.toBe(first.body.id);
  });
});

describe('by what the account has set', () => {
  let own: TestTenant;
  beforeAll(async () => {
    own = await tenant();
  });
  const set = (body: object) => own.call(updateSettings, updateSettingsContract, { body });
  const settings = async () => (await own.call(getSettings, getSettingsContract)).body;
  const ask = async (more: object = {}) => {
    const { id: documentId } = await filedDocument(own);
    return askForSignature(own, { documentId, signers: [anne], ...more });
  };

  it('at first everything may be signed, without end nor reminders', async () => {
    expect(await settings()).toEqual({
      enabled: true,
      documentTypes: ['quote', 'order', 'invoice', 'contract', 'delivery-note'],
      folderPdfs: true,
      provider: 'embedded',
    });
  });

  it('a request takes what it does not say, for good; null does without', async () => {
    const wanted = { expiresAfterDays: 30, remindEvery: 4, message: 'Merci de signer.' };
    expect(await set(wanted)).toMatchObject({ status: 200, body: wanted });
    const { body } = await ask();
    await set({});
    const request = await seen(own, body.id);
    expect(request).toMatchObject({ remindEvery: 4, message: 'Merci de signer.' });
    expect(Date.parse(request.expiresAt) - Date.parse(request.createdAt)).toBe(30 * 86_400_000);

    await set(wanted);
    const none = await seen(own, (await ask({ expiresAt: null, remindEvery: null, message: null })).body.id);
    for (const field of ['expiresAt', 'remindEvery', 'message']) expect(none).not.toHaveProperty(field);
    expect(await seen(own, (await ask({ remindEvery: 9 })).body.id)).toMatchObject({ remindEvery: 9 });
  });

  it('nothing while the module is off, and no type that is not listed; the answer says what to do', async () => {
    const { body: before } = await ask();
    expect(await set({ enabled: false })).toMatchObject({ status: 200, body: { enabled: false } });
    expect(await settings()).toMatchObject({ enabled: false });
    const off = await ask();
    expect(off).toMatchObject({ status: 409, body: { type: ofType('signatures-off') } });
    expect(off.body.detail).toContain('PUT /v1/signature-settings');
    expect(await seen(own, before.id)).toMatchObject({ status: 'queued' });

    await set({ documentTypes: ['contract'] });
    expect(await ask()).toMatchObject({ status: 409, body: { type: ofType('document-type-not-signed') } });
    await set({ documentTypes: ['quote'], folderPdfs: false });
    expect(await ask()).toMatchObject({ status: 202 });
    const { id } = await filedDocument(own);
    const send = () => askForSignature(own, { documentId: id, signers: [anne] });
    await commit([documents.update(own.tenant, { id }, { set: { type: 'report' } })], new Date());
    expect(await send()).toMatchObject({ status: 409 });
    await set({ documentTypes: ['quote'], folderPdfs: true });
    expect(await send()).toMatchObject({ status: 202 });
  });

  it.each([
    [{ expiresAfterDays: 61 }, '/expiresAfterDays'],
    [{ remindEvery: 0 }, '/remindEvery'],
    [{ documentTypes: ['devis'] }, '/documentTypes/0'],
    [{ provider: 'nobody' }, '/provider'],
    [{ reminder: 3 }, '/reminder'],
  ])('settings that cannot be, %j, are refused at their place and change nothing', async (body, pointer) => {
    const before = await settings();
    expect(await set(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(await settings()).toEqual(before);
  });
});
