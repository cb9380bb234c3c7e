import { beforeAll, expect, test } from 'vitest';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import createContract from '../create-contact/contract.ts';
import { handler as createContact } from '../create-contact/handler.ts';
import getContract from '../get-contact/contract.ts';
import { handler as getContact } from '../get-contact/handler.ts';
import listContract from '../list-contacts/contract.ts';
import { handler as listContacts } from '../list-contacts/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const create = async (body: object) =>
  (await t.call(createContact, createContract, { body: { kind: 'customer', ...body } })).body;
const remove = (contactId: string, as = t.apiKey) => t.call(handler, contract, { params: { contactId }, as });
const statusOf = async (contactId: string) => (await t.call(getContact, getContract, { params: { contactId } })).status;

test('forgets a contact and its words', async () => {
  const { id } = await create({ lastName: 'Oublié', emails: ['oublie@exemple.fr'] });
  expect((await remove(id)).status).toBe(204);
  expect(await statusOf(id)).toBe(404);
  for (const query of [{ search: 'oublie' }, { search: 'exemple.fr' }, {}] as Record<string, string>[]) {
    expect((await t.call(listContacts, listContract, { query })).body.items).toEqual([]);
  }
  expect((await remove(id)).status).toBe(404);
});

test('leaves another account’s contact alone', async () => {
  const { id } = await create({ lastName: 'Protégé' });
  expect((await remove(id, (await tenant()).apiKey)).status).toBe(404);
  expect(await statusOf(id)).toBe(200);
});
