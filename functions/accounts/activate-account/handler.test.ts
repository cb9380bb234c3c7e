import { beforeAll, describe, expect, test } from 'vitest';
import { after, MINUTE } from '../../../shared/clock.ts';
import { askForAccount, newcomer, pressActivate, tokenMailedTo } from '../../../test/accounts.ts';
import { crashes } from '../../../test/crash.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import getAccountContract from '../get-account/contract.ts';
import { handler as getAccount } from '../get-account/handler.ts';
import listKeysContract from '../list-api-keys/contract.ts';
import { handler as listKeys } from '../list-api-keys/handler.ts';
import revokeContract from '../revoke-api-key/contract.ts';
import { handler as revokeKey } from '../revoke-api-key/handler.ts';
import showContract from '../show-activation/contract.ts';
import { handler as showActivation } from '../show-activation/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const accountOf = (apiKey: string) => t.call(getAccount, getAccountContract, { as: apiKey });
const show = (token: string, clock = () => new Date()) =>
  t.submit(showActivation, showContract, { params: { token }, clock });

async function linkFor(name: string): Promise<string> {
  const email = t.email(name);
  await askForAccount(t, { ...newcomer(email), company: 'Martin SARL' });
  return tokenMailedTo(t, email);
}

test('the button opens an account and shows its key', async () => {
  const token = await linkFor('button');
  const page = await show(token);
  expect(page.status).toBe(200);
  expect(page.body).toContain(`action="/activate/${token}"`);
  expect(page.body).toContain(t.email('button'));

  const activated = await t.submit(handler, contract, { params: { token }, form: {} });
  expect(activated.status).toBe(200);
  const [apiKey = ''] = /gk_[\w-]+/.exec(activated.body) ?? [];
  expect((await accountOf(apiKey)).body).toMatchObject({
    email: t.email('button'),
    firstName: 'Anne',
    lastName: 'Martin',
    company: 'Martin SARL',
  });
});

test('opening the link changes nothing', async () => {
  const token = await linkFor('scanned');
  for (let i = 0; i < 3; i++) expect((await show(token)).status).toBe(200);
  const much = () => after(new Date(), 60 * MINUTE);
  expect((await show(token, much)).status).toBe(200);
  expect((await pressActivate(t, token, much)).status).toBe(200);
});

describe('a second press', () => {
  test('at once gives another key to the same account, both listed', async () => {
    const token = await linkFor('double');
    const answers = await Promise.all([pressActivate(t, token), pressActivate(t, token), pressActivate(t, token)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.accountId)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.apiKey)).size).toBe(3);
    for (const { body } of answers) expect((await accountOf(body.apiKey)).body.id).toBe(body.accountId);
    const { body: listed } = await t.call(listKeys, listKeysContract, { as: answers[0]?.body.apiKey });
    expect(listed.items).toHaveLength(3);
  });

  test('again and again gives no more keys, nor does one after a key was revoked', async () => {
    const token = await linkFor('again');
    for (let press = 0; press < 3; press++) expect((await pressActivate(t, token)).status).toBe(200);
    expect((await pressActivate(t, token)).body.type).toMatch(/already-activated$/);

    const other = await linkFor('revoked');
    const [first, second] = [await pressActivate(t, other), await pressActivate(t, other)];
    const { body } = await t.call(listKeys, listKeysContract, { as: first.body.apiKey });
    const as = second.body.apiKey;
    expect((await t.call(revokeKey, revokeContract, { params: { keyId: body.items[1].id }, as })).status).toBe(204);
    expect((await pressActivate(t, other)).status).toBe(410);
  });

  test('later is told that the account is active, on the page too', async () => {
    const token = await linkFor('late');
    const first = new Date();
    await pressActivate(t, token, () => first);
    const later = () => after(first, 11 * MINUTE);
    const { status, body } = await pressActivate(t, token, later);
    expect(status).toBe(410);
    expect(body.type).toMatch(/already-activated$/);
    expect((await show(token, later)).status).toBe(410);
  });
});

test('of two links to one address the first pressed wins, the other says so', async () => {
  const one = await linkFor('twice');
  const other = await linkFor('twice');
  expect(other).not.toBe(one);
  expect((await pressActivate(t, other)).status).toBe(200);
  const { status, body } = await pressActivate(t, one);
  expect(status).toBe(409);
  expect(body.type).toMatch(/address-taken$/);
});

test('two links of one address pressed at once open one account', async () => {
  const links = [await linkFor('race'), await linkFor('race')];
  const answers = await Promise.all(links.map((token) => pressActivate(t, token)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a link works for a day', async () => {
  const token = await linkFor('day');
  const nextDay = () => after(new Date(), 24 * 60 * MINUTE + 5);
  expect((await pressActivate(t, token, nextDay)).body.type).toMatch(/link-expired$/);
});

test.each([
  ['never given', 'A'.repeat(43)],
  ['that is no token', 'x'],
])('a link %s is not found', async (_what, token) => {
  expect((await pressActivate(t, token)).status).toBe(404);
  expect((await show(token)).status).toBe(404);
});

test('a death at any step leaves one account at most, and pressing again gives its key', async () => {
  for await (const die of crashes()) {
    const token = await linkFor(`dead-${Math.random()}`);
    await die(() => pressActivate(t, token));
    const { status, body } = await pressActivate(t, token);
    expect(status).toBe(200);
    expect((await accountOf(body.apiKey)).status).toBe(200);
  }
});
