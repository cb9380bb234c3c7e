import { beforeAll, describe, expect, test } from 'vitest';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import getContract from '../get-contact/contract.ts';
import { handler as getContact } from '../get-contact/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

const anne = {
  kind: 'customer',
  firstName: 'Anne',
  lastName: 'Martin',
  company: 'Menuiserie Martin',
  emails: ['Anne@Exemple.fr', 'devis@exemple.fr'],
  phones: ['+33 6 12 34 56 78'],
};

const create = (body: unknown, headers = {}, as = t.apiKey) => t.call(handler, contract, { body, headers, as });
const read = (contactId: string, as = t.apiKey) => t.call(getContact, getContract, { params: { contactId }, as });

test('keeps what is given, as it is best written', async () => {
  const { status, body, location } = await create(anne);
  expect(status).toBe(201);
  expect(body).toEqual({
    ...anne,
    id: expect.stringMatching(/^ctc_/),
    emails: ['Anne@exemple.fr', 'devis@exemple.fr'],
    phones: ['+33612345678'],
    createdAt: expect.any(String),
    updatedAt: body.createdAt,
  });
  expect(location).toBe(`/v1/contacts/${body.id}`);
  expect((await read(body.id)).body).toEqual(body);
});

test('emails, phones and most names may be missing', async () => {
  const { status, body } = await create({ kind: 'directory', company: 'Scierie' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ emails: [], phones: [] });
});

describe('refuses', () => {
  test.each([
    ['an unknown field', { nickname: 'Nanou' }, '/nickname'],
    ['an unknown kind', { kind: 'friend' }, '/kind'],
    ['a phone without its country', { phones: ['+33612345678', '06 12 34 56 78'] }, '/phones/1'],
    ['a malformed email', { emails: ['anne@'] }, '/emails/0'],
    ['nobody', { firstName: undefined, lastName: undefined, company: undefined }, '/lastName'],
    ['a name that holds half a character', { company: '\ud83d' }, '/company'],
    ['eleven phones', { phones: Array.from({ length: 11 }, (_, i) => `+3361234567${i % 10}`) }, '/phones'],
  ])('%s', async (_what, wrong, pointer) => {
    const { status, body } = await create({ ...anne, ...wrong });
    expect(status).toBe(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  test('in the caller’s language', async () => {
    const wrong = { ...anne, phones: ['0612345678'] };
    const detail = async (language: string) =>
      (await create(wrong, { 'accept-language': language })).body.errors[0].detail;
    expect(await detail('fr')).toMatch(/format international/);
    expect(await detail('en')).toMatch(/international format/);
  });

  test('a key without the right', async () => {
    expect((await create(anne, {}, await t.key('contacts:read'))).status).toBe(403);
    expect((await t.call(handler, contract, { body: anne, as: null })).status).toBe(401);
  });
});

test('the same Idempotency-Key makes one contact; with another body it is refused', async () => {
  const once = { 'idempotency-key': 'contact-1' };
  const [first, second] = await Promise.all([create(anne, once), create(anne, once)]);
  expect(second.body).toEqual(first.body);
  expect((await create(anne, once)).body).toEqual(first.body);
  const { status, body } = await create({ ...anne, firstName: 'Anna' }, once);
  expect(status).toBe(409);
  expect(body.type).toMatch(/idempotency-key-reused$/);
  expect((await create(anne, once, other.apiKey)).body.id).not.toBe(first.body.id);
});

test('another account’s contact is not found, nor one that never was', async () => {
  const { body } = await create(anne);
  expect((await read(body.id, other.apiKey)).status).toBe(404);
  for (const id of ['ctc_00000000000000000000000000', 'x', 'c'.repeat(3000)]) expect((await read(id)).status).toBe(404);
});
