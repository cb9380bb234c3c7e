import { beforeAll, expect, test } from 'vitest';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import addContract from '../add-suppression/contract.ts';
import { handler as addSuppression } from '../add-suppression/handler.ts';
import listContract from '../list-suppressions/contract.ts';
import { handler as listSuppressions } from '../list-suppressions/handler.ts';
import { isSuppressed } from '../suppression.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const add = async (address: string, reason = 'complaint') =>
  (await t.call(addSuppression, addContract, { body: { address, reason } })).body;
const lift = (address: string, query: Record<string, string> = { reason: 'Anne l’a demandé' }, as = t.apiKey) =>
  t.call(handler, contract, { params: { address }, query, as });
const listed = async (query: Record<string, string | number> = {}, owner = t) =>
  (await owner.call(listSuppressions, listContract, { query })).body;

test('lets mail out again, and keeps who did it and why', async () => {
  const address = t.email('anne+devis');
  const first = await add(address);
  expect((await lift(address.toUpperCase())).status).toBe(204);
  expect(await isSuppressed(t.tenant, address)).toBeUndefined();
  const lifted = { at: expect.any(String), by: t.userId, reason: 'Anne l’a demandé' };
  expect((await listed({ address })).items).toEqual([{ ...first, lifted }]);
  const second = await add(address, 'bounce');
  expect((await listed({ address })).items).toEqual([second, { ...first, lifted }]);
});

test('of an address with a slash too, written in a path as it must be', async () => {
  const address = t.email('ventes/devis');
  await add(address);
  expect((await lift(address)).status).toBe(204);
  expect(await isSuppressed(t.tenant, address)).toBeUndefined();
});

test('not without saying why', async () => {
  const address = t.email('silent');
  await add(address);
  for (const query of [{}, { reason: ' ' }] as Record<string, string>[]) {
    const { status, body } = await lift(address, query);
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe('?reason');
  }
  expect(await isSuppressed(t.tenant, address)).toMatchObject({ reason: 'complaint' });
});

test('there is nothing to lift for an address that may be written to, nor in another account', async () => {
  const address = t.email('other');
  await add(address);
  expect((await lift(address, undefined, (await tenant()).apiKey)).status).toBe(404);
  expect((await lift(address)).status).toBe(204);
  expect((await lift(address)).status).toBe(404);
  for (const nobody of [t.email('nobody'), 'not an address', 'a'.repeat(2000)]) {
    expect((await lift(nobody)).status).toBe(404);
  }
});

test('the list shows what is in force, newest first, a page at a time', async () => {
  const owner = await tenant();
  const addresses = ['a', 'b', 'c', 'd'].map((name) => owner.email(name));
  for (const address of addresses) await owner.call(addSuppression, addContract, { body: { address } });
  await owner.call(handler, contract, { params: { address: addresses[2] ?? '' }, query: { reason: 'erreur' } });
  const names = ({ items }: { items: { address: string }[] }) => items.map(({ address }) => address);
  const page = await listed({ limit: 2 }, owner);
  expect(names(page)).toEqual([addresses[3], addresses[1]]);
  expect(names(await listed({ limit: 2, cursor: page.nextCursor }, owner))).toEqual([addresses[0]]);
});
