import { beforeAll, describe, expect, test } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { RIGHTS } from '../../../shared/identity/rights.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import getAccountContract from '../get-account/contract.ts';
import { handler as getAccount } from '../get-account/handler.ts';
import listContract from '../list-api-keys/contract.ts';
import { handler as listKeys } from '../list-api-keys/handler.ts';
import revokeContract from '../revoke-api-key/contract.ts';
import { handler as revokeKey } from '../revoke-api-key/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

const create = (body: unknown, as = t.apiKey, headers = {}) => t.call(handler, contract, { body, as, headers });
const account = (as: string) => t.call(getAccount, getAccountContract, { as });
const revoke = (keyId: string, as = t.apiKey) => t.call(revokeKey, revokeContract, { params: { keyId }, as });
const list = async (query = {}, as = t.apiKey) => (await t.call(listKeys, listContract, { query, as })).body;

test('a new key opens what it is given, and no more', async () => {
  const { status, body } = await create({ name: 'Caisse', rights: ['account:read'] });
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'Caisse', rights: ['account:read'] });
  expect((await account(body.key)).body.id).toBe(t.tenant);
  expect((await create({ name: 'Autre' }, body.key)).status).toBe(403);
});

test('a key is shown once: neither the list nor a repeated request shows it again', async () => {
  const once = { 'idempotency-key': 'key-1' };
  const { body } = await create({ name: 'Une fois' }, t.apiKey, once);
  const again = await create({ name: 'Une fois' }, t.apiKey, once);
  expect(again.status).toBe(409);
  expect(again.body.type).toMatch(/secret-shown-once$/);
  const listed = (await list()).items.filter(({ name }: { name: string }) => name === 'Une fois');
  expect(listed).toEqual([{ id: body.id, name: 'Une fois', rights: ['*'], createdAt: body.createdAt }]);
});

describe('rights', () => {
  test('are those of the key that asks, unless said', async () => {
    const few = await t.key('account:write', 'contacts:read');
    expect((await create({ name: 'Copie' }, few)).body.rights).toEqual(['account:write', 'contacts:read']);
  });

  test.each([[['contacts:write']], [['*']]])('%j cannot be given by a key that lacks them', async (rights) => {
    const few = await t.key('account:write', 'contacts:read');
    const { status, body } = await create({ name: 'Plus', rights }, few);
    expect(status).toBe(403);
    expect(body.detail).toContain(rights[0]);
  });

  test('that do not exist are refused', async () => {
    const { status, body } = await create({ name: 'x', rights: ['moon:write'] });
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe('/rights/0');
  });
});

describe('a partner’s key', () => {
  const partner = { name: 'Install Bois', thirdParty: 'install-bois-32a7' };

  test('imports customers and pushes documents, nothing else', async () => {
    const { body } = await create(partner);
    expect(body).toMatchObject(partner);
    const granted = ['contacts:read', 'contacts:write', 'documents:write', 'documents:read'];
    expect(body.rights.toSorted()).toEqual(granted.toSorted());
    expect((await account(body.key)).status).toBe(403);
  });

  test.each([...RIGHTS.filter((right) => !/^(contacts|documents):/.test(right)), '*'])(
    'never has %s',
    async (right) => {
      const { status, body } = await create({ ...partner, rights: ['contacts:read', right] });
      expect(status).toBe(422);
      expect(body.errors[0]).toMatchObject({ pointer: '/rights', detail: expect.stringContaining(right) });
    },
  );

  test('may have less', async () => {
    expect((await create({ ...partner, rights: ['contacts:write'] })).body.rights).toEqual(['contacts:write']);
  });

  test.each(['install-bois', 'toString'])('is refused for a partner that nobody knows: %s', async (thirdParty) => {
    const { status, body } = await create({ name: 'x', thirdParty });
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe('/thirdParty');
  });

  test('holds no more than the key that makes it', async () => {
    expect((await create(partner, await t.key('account:write', 'contacts:read'))).status).toBe(403);
  });
});

describe('revoking', () => {
  test('ends the key at once; it stays listed, with the time', async () => {
    const { body } = await create({ name: 'Perdue' });
    expect((await revoke(body.id)).status).toBe(204);
    expect((await account(body.key)).status).toBe(401);
    expect((await revoke(body.id)).status).toBe(204);
    const { items } = await list();
    expect(items.find(({ id }: { id: string }) => id === body.id).revokedAt).toBeDefined();
  });

  test('is allowed to the key itself', async () => {
    const { body } = await create({ name: 'Adieu' });
    expect((await revoke(body.id, body.key)).status).toBe(204);
    expect((await account(body.key)).status).toBe(401);
  });

  test('does not reach another account’s keys', async () => {
    const { body } = await create({ name: 'Mienne' });
    expect((await revoke(body.id, other.apiKey)).status).toBe(404);
    expect((await account(body.key)).status).toBe(200);
    expect((await list({ limit: 100 }, other.apiKey)).items.map(({ id }: { id: string }) => id)).not.toContain(body.id);
  });

  test('of a key that never was is not found', async () => {
    expect((await revoke('key_00000000000000000000000000')).status).toBe(404);
  });
});

test('the list turns its pages', async () => {
  const fresh = await tenant();
  for (const [i, name] of ['un', 'deux', 'trois'].entries()) {
    await fresh.call(handler, contract, { body: { name }, clock: () => after(new Date(), i + 1) });
  }
  const first = await list({ limit: 2 }, fresh.apiKey);
  const second = await list({ limit: 2, cursor: first.nextCursor }, fresh.apiKey);
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['trois', 'deux', 'un', 'tests']);
  expect(second.nextCursor).toBeNull();
});

test('the last key with every right cannot be revoked: the account would be lost', async () => {
  const lone = await tenant();
  const [{ id }] = (await list({}, lone.apiKey)).items;
  await create({ name: 'Lecture', rights: ['account:read'] }, lone.apiKey);
  const refused = await revoke(id, lone.apiKey);
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('créez-en une autre') } });
  await create({ name: 'Relève' }, lone.apiKey);
  expect((await revoke(id, lone.apiKey)).status).toBe(204);
});

test('two last keys that revoke each other at the same moment: one of them remains', async () => {
  for (let round = 0; round < 5; round++) {
    const own = await tenant();
    const { body } = await create({ name: 'Seconde' }, own.apiKey);
    const { items } = await list({}, own.apiKey);
    const first = items.find(({ id }: { id: string }) => id !== body.id);
    await Promise.all([revoke(first.id, body.key), revoke(body.id, own.apiKey)]);
    const statuses = await Promise.all([account(own.apiKey), account(body.key)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 401]);
  }
});
