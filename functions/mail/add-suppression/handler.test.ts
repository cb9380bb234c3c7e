import { beforeAll, describe, expect, test } from 'vitest';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import listContract from '../list-suppressions/contract.ts';
import { handler as listSuppressions } from '../list-suppressions/handler.ts';
import { isSuppressed } from '../suppression.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  [t, other] = await Promise.all([tenant(), tenant()]);
});

const add = (body: unknown, more = {}) => t.call(handler, contract, { body, ...more });
const historyOf = async (address: string) =>
  (await t.call(listSuppressions, listContract, { query: { address } })).body.items;

test('an address gets nothing more, whatever its case, from this account alone', async () => {
  const address = t.email('Anne');
  const { status, body } = await add({ address, detail: 'Ne veut plus rien recevoir' });
  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^sup_/),
    address: address.toLowerCase(),
    reason: 'manual',
    source: 'api',
    detail: 'Ne veut plus rien recevoir',
    at: expect.any(String),
  });
  expect(await isSuppressed(t.tenant, address.toUpperCase())).toEqual(body);
  expect(await isSuppressed(other.tenant, address)).toBeUndefined();
});

test('said again, or by several at once, it is one suppression', async () => {
  const address = t.email('several');
  const answers = await Promise.all([1, 2, 3, 4].map(() => add({ address })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await historyOf(address)).toHaveLength(1);
});

test('a complaint takes the place of another reason, and none takes its own', async () => {
  const address = t.email('complains');
  const { id } = (await add({ address, reason: 'bounce' })).body;
  expect((await add({ address, reason: 'complaint' })).body).toMatchObject({ id, reason: 'complaint' });
  expect((await add({ address, reason: 'manual' })).body).toMatchObject({ id, reason: 'complaint' });
});

describe('refuses', () => {
  test.each([
    ['what is no address', { address: 'anne@' }, '/address'],
    ['another reason', { address: 'a@exemple.fr', reason: 'mood' }, '/reason'],
    ['an unknown field', { address: 'a@exemple.fr', until: 'x' }, '/until'],
  ])('%s', async (_what, body, pointer) => {
    const answer = await add(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  test('a key that may only read', async () => {
    expect((await add({ address: t.email('x') }, { as: await t.key('mail:read') })).status).toBe(403);
  });
});
