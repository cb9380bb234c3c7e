import { beforeAll, expect, test } from 'vitest';
import { CUSTOM, create, INVITATION } from '../../../test/mail-wording.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let invitation: string;
let custom: string;
beforeAll(async () => {
  t = await tenant();
  [invitation, custom] = await Promise.all([INVITATION, CUSTOM].map(async (body) => (await create(t, body)).body.id));
});

const preview = (emailTemplateId: string, body: unknown = {}, more = {}) =>
  t.call(handler, contract, { params: { emailTemplateId }, body, ...more });

test('shows the mail with sample data', async () => {
  const { status, body } = await preview(invitation);
  expect(status).toBe(200);
  expect(body.subject).toBe('Durand & fils : Devis n° 2027-014 à signer');
  expect(body.html).toContain('<html lang="fr">');
  expect(body.html).toContain('Bonjour Anne Martin');
  expect(body.html).toMatch(/<p>Bonjour,<br \/>voici/);
  expect(body.html).toMatch(/<a href="https:\/\/[^"]+">Je signe<\/a>/);
  expect(body.text).toMatch(/Je signe <https:\/\/[^>]+>/);
  expect(body.missing).toEqual([]);
});

test('in the language asked for, else the caller’s, else the one there is', async () => {
  expect((await preview(custom, { locale: 'en' })).body.subject).toBe('Hello Anne');
  expect((await preview(custom, {}, { headers: { 'accept-language': 'en' } })).body.subject).toBe('Hello Anne');
  expect((await preview(custom)).body.subject).toBe('Bonjour Anne');
  expect((await preview(custom, { locale: 'en' })).body.language).toBe('en');
  const french = (await preview(invitation, { locale: 'en' })).body;
  expect(french).toMatchObject({ language: 'fr', html: expect.stringContaining('<html lang="fr">') });
});

test('without a body at all', async () => {
  const { status, body } = await t.call(handler, contract, { params: { emailTemplateId: invitation } });
  expect([status, body.language]).toEqual([200, 'fr']);
});

test('with the caller’s values and no other, telling the tags that have none', async () => {
  const values = { SignerName: '<b>Zoé</b>', link: 'javascript:alert(1)', senderCompany: '' };
  const { body } = await preview(invitation, { values });
  expect(body.html).toContain('Bonjour &lt;b&gt;Zoé&lt;/b&gt;');
  expect(body.html).toContain('<a href="#">Je signe</a>');
  expect(body.subject).toBe(':  à signer');
  expect(body.missing).toEqual(['senderCompany', 'DocumentName', 'message']);
});

test('refuses a value that no tag takes', async () => {
  const { status, body } = await preview(custom, { values: { site: 'https://e.fr', 'a/b': 'x' } });
  expect(status).toBe(422);
  expect(body.errors).toEqual([{ pointer: '/values/a~1b', detail: expect.stringContaining('firstName, site') }]);
});

test('is not for another account', async () => {
  expect((await preview(custom, {}, { as: (await tenant()).apiKey })).status).toBe(404);
});
