import { beforeAll, describe, expect, test } from 'vitest';
import { after, HOUR } from '../../../shared/clock.ts';
import { add, addressesIn, newList, readList } from '../../../test/lists.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import clearContract from '../clear-list/contract.ts';
import { handler as clearList } from '../clear-list/handler.ts';
import deleteContract from '../delete-list/contract.ts';
import { handler as deleteList } from '../delete-list/handler.ts';
import pagesContract from '../list-list-addresses/contract.ts';
import { handler as listListAddresses } from '../list-list-addresses/handler.ts';
import listContract from '../list-lists/contract.ts';
import { handler as listLists } from '../list-lists/handler.ts';
import removeContract from '../remove-list-address/contract.ts';
import { handler as removeListAddress } from '../remove-list-address/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

test('a list has a name and a source, and is found', async () => {
  const { status, body, location } = await t.call(handler, contract, {
    body: { name: 'Salon du bois', source: 'Cartes de visite, stand 12' },
  });
  expect(status).toBe(201);
  expect(location).toBe(`/v1/lists/${body.id}`);
  expect(body).toMatchObject({ name: 'Salon du bois', source: 'Cartes de visite, stand 12', addresses: 0 });
  expect((await readList(t, body.id)).body).toEqual({ ...body, sharedWith: [] });
  expect((await readList(t, body.id, other.apiKey)).status).toBe(404);
  expect((await t.call(listLists, listContract)).body.items).toContainEqual(body);
});

test.each([
  ['no name', {}, '/name'],
  ['a name over two lines', { name: 'a\nb' }, '/name'],
  ['an unknown field', { name: 'a', consent: true }, '/consent'],
])('a list with %s is refused', async (_, body, pointer) => {
  const refused = await t.call(handler, contract, { body });
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toEqual([{ pointer, detail: expect.any(String) }]);
});

describe('addresses that a program adds', () => {
  test('are kept as they were typed, each once by its key', async () => {
    const listId = await newList(t);
    const first = await add(t, listId, [
      { email: 'Jean.Dupont@Exemple.Test', firstName: 'Jean' },
      { email: 'jean.dupont@exemple.test', firstName: 'autre' },
      { email: 'contact@société.test' },
    ]);
    expect(first.body).toEqual({ added: 2, duplicates: 1, addresses: 2 });
    const again = await add(t, listId, [{ email: 'contact@XN--SOCIT-ESAB.test' }, { email: 'x+y@exemple.test' }]);
    expect(again.body).toEqual({ added: 1, duplicates: 1, addresses: 3 });
    expect(await addressesIn(t, listId)).toEqual([
      { email: 'contact@société.test' },
      { email: 'Jean.Dupont@exemple.test', firstName: 'Jean' },
      { email: 'x+y@exemple.test' },
    ]);
  });

  test('that are none are named, and nothing is added', async () => {
    const listId = await newList(t);
    const { status, body } = await add(t, listId, [
      { email: 'a@exemple.test' },
      { email: 'a@b' },
      { email: 'é@b.test' },
    ]);
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/addresses/1/email',
      '/addresses/2/email',
    ]);
    expect((await readList(t, listId)).body.addresses).toBe(0);
  });

  test('side by side are counted once', async () => {
    const listId = await newList(t);
    const given = Array.from({ length: 20 }, (_, i) => ({ email: `p${i}@exemple.test` }));
    const answers = await Promise.all([1, 2, 3].map(() => add(t, listId, given)));
    expect(answers.reduce((sum, { body }) => sum + body.added, 0)).toBe(20);
    expect((await readList(t, listId)).body.addresses).toBe(20);
  });

  test('come from the account alone, with the right to write', async () => {
    const listId = await newList(t);
    const given = [{ email: 'a@exemple.test' }];
    expect((await add(t, listId, given, other.apiKey)).status).toBe(404);
    expect((await add(t, listId, given, await t.key('lists:read'))).status).toBe(403);
  });
});

test('the addresses of a list are read page by page, each once, and taken off one by one', async () => {
  const listId = await newList(t);
  const given = Array.from({ length: 7 }, (_, i) => ({ email: `P${i}@exemple.test`, firstName: 'Zoé' }));
  await add(t, listId, given);
  const found: object[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 5; pages++) {
    const query = { limit: 3, ...(cursor && { cursor }) };
    const { body } = await t.call(listListAddresses, pagesContract, { params: { listId }, query });
    expect(body.items.length).toBeLessThanOrEqual(3);
    found.push(...body.items);
    cursor = body.nextCursor;
    if (!cursor) break;
  }
  expect(found.map((each) => (each as { email: string }).email).sort()).toEqual(given.map(({ email }) => email));
  expect(found[0]).toEqual({ email: expect.any(String), fields: { firstName: 'Zoé' }, addedAt: expect.any(String) });
  const wrong = { params: { listId }, query: { cursor: 'x' } };
  expect((await t.call(listListAddresses, pagesContract, wrong)).status).toBe(422);

  const take = (email: string, as = t.apiKey) =>
    t.call(removeListAddress, removeContract, { params: { listId, email }, as });
  expect((await take('P3@exemple.test', other.apiKey)).status).toBe(404);
  expect(
    (await Promise.all([take('p3@exemple.test'), take('P3@Exemple.test')])).map(({ status }) => status).sort(),
  ).toEqual([204, 404]);
  expect((await take('nobody')).status).toBe(404);
  expect((await readList(t, listId)).body.addresses).toBe(6);
  expect(await addressesIn(t, listId)).not.toContainEqual(expect.objectContaining({ email: 'P3@exemple.test' }));
});

test('a deleted list is gone at once, and its addresses soon', async () => {
  const listId = await newList(t);
  await add(t, listId, [{ email: 'a@exemple.test' }, { email: 'b@exemple.test' }]);
  expect((await t.call(deleteList, deleteContract, { params: { listId } })).status).toBe(204);
  expect((await readList(t, listId)).status).toBe(404);
  expect((await t.call(listLists, listContract)).body.items).not.toContainEqual(
    expect.objectContaining({ id: listId }),
  );
  const data = { tenant: t.tenant, listId };
  for (let look = 0; look < 3; look++) {
    await t.receive(clearList, clearContract, data, { clock: () => after(new Date(), look * HOUR) });
  }
  const { storedRows } = await import('../../../test/signing.ts');
  expect(JSON.stringify(await storedRows())).not.toContain(listId);
});
