import { beforeAll, describe, expect, test } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { commit } from '../../../shared/table/transact.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { contacts } from '../contact.ts';
import { indexChanges } from '../contact-index.ts';
import createContract from '../create-contact/contract.ts';
import { handler as createContact } from '../create-contact/handler.ts';
import getContract from '../get-contact/contract.ts';
import { handler as getContact } from '../get-contact/handler.ts';
import listContract from '../list-contacts/contract.ts';
import { handler as listContacts } from '../list-contacts/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

const create = async (body: object) =>
  (await t.call(createContact, createContract, { body: { kind: 'customer', ...body } })).body;
const patch = (contactId: string, body: unknown, as = t.apiKey, clock = () => new Date()) =>
  t.call(handler, contract, { params: { contactId }, body, as, clock });
const read = async (contactId: string) => (await t.call(getContact, getContract, { params: { contactId } })).body;
const search = async (text: string): Promise<string[]> =>
  (await t.call(listContacts, listContract, { query: { search: text } })).body.items.map(
    ({ id }: { id: string }) => id,
  );

test('changes what is given and nothing else', async () => {
  const contact = await create({ lastName: 'Bernard', company: 'Bernard SA', emails: ['a@exemple.fr'] });
  const later = after(new Date(contact.createdAt), 60);
  const { status, body } = await patch(contact.id, { firstName: 'Luc', emails: [] }, t.apiKey, () => later);
  expect(status).toBe(200);
  expect(body).toEqual({ ...contact, firstName: 'Luc', emails: [], updatedAt: later.toISOString() });
  expect(await read(contact.id)).toEqual(body);
});

test('null clears a field, unless nothing would name the contact', async () => {
  const { id } = await create({ lastName: 'Petit', company: 'Petit SA' });
  expect((await patch(id, { company: null })).body).not.toHaveProperty('company');
  const { status, body } = await patch(id, { lastName: null });
  expect(status).toBe(422);
  expect(body.errors[0].pointer).toBe('/lastName');
  expect((await patch(id, { lastName: null, firstName: 'Luc' })).status).toBe(200);
});

test('an entry of the index that was there already keeps no change from being made', async () => {
  const { id } = await create({ lastName: 'Marchand' });
  await commit(
    indexChanges(
      t.tenant,
      undefined,
      contacts.parse({ ...(await read(id)), lastName: 'Villeneuve', version: 1, documents: 0 }),
    ),
    new Date(),
  );
  expect((await patch(id, { lastName: 'Villeneuve' })).status).toBe(200);
  expect(await search('villeneuve')).toEqual([id]);
});

test('the search follows: found by the new words, no longer by the old ones', async () => {
  const { id } = await create({ lastName: 'Moreau', company: 'Zinguerie', phones: ['+33612340001'] });
  await patch(id, { lastName: 'Girardot', phones: ['+33612340002'] });
  expect(await search('moreau')).toEqual([]);
  expect(await search('0612340001')).toEqual([]);
  expect(await search('girardot')).toEqual([id]);
  expect(await search('0612340002')).toEqual([id]);
  expect(await search('zinguerie')).toEqual([id]);
});

test('changes made at once are all kept, and their words found', async () => {
  const { id } = await create({ lastName: 'Roussel' });
  const changes = [{ firstName: 'Odette' }, { company: 'Verrerie' }, { emails: ['o@quincaille.example'] }];
  const answers = await Promise.all(changes.map((change) => patch(id, change)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await read(id)).toMatchObject({ lastName: 'Roussel', ...Object.assign({}, ...changes) });
  for (const word of ['roussel', 'odette', 'verrerie', 'quincaille']) expect(await search(word), word).toEqual([id]);
});

test('the longest contact can be replaced by another as long, in any script', async () => {
  const longest = (letter: string, digit: number) => ({
    firstName: Array.from({ length: 16 }, (_, i) => `${letter}${i}`.padEnd(4, 'é')).join(' '),
    lastName: '漢'.repeat(80),
    company: `${'ﷺ'.repeat(60)} ${letter.repeat(59)}`,
    emails: Array.from({ length: 10 }, (_, i) => `${letter.repeat(60)}@${letter}${i}${'.exemple'.repeat(10)}.fr`),
    phones: Array.from({ length: 10 }, (_, i) => `+3361234${digit}00${i}`),
  });
  const { id } = await create(longest('q', 8));
  expect((await patch(id, longest('w', 9))).status).toBe(200);
  expect(await search(longest('q', 8).emails[9] ?? '')).toEqual([]);
  expect(await search(longest('w', 9).emails[9] ?? '')).toEqual([id]);
  expect(await search('0612349009')).toEqual([id]);
});

describe('refuses', () => {
  test.each([
    ['an unknown field', { id: 'ctc_1' }, '/id'],
    ['a malformed phone', { phones: ['12'] }, '/phones/0'],
    ['clearing the kind', { kind: null }, '/kind'],
  ])('%s', async (_what, body, pointer) => {
    const { id } = await create({ lastName: 'Refus' });
    const answer = await patch(id, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  test('another account', async () => {
    const { id } = await create({ lastName: 'Refus' });
    expect((await patch(id, { lastName: 'x' }, other.apiKey)).status).toBe(404);
  });
});
