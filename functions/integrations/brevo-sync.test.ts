import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BrevoEngine, startBrevo } from '../../infra/local/engines/brevo.ts';
import { after, HOUR, MINUTE } from '../../shared/clock.ts';
import { asked, consentOf, press, recorded, withdraw } from '../../test/consents.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { setVariables } from '../../test/variables.ts';
import tellContract from '../facts/tell-listeners/contract.ts';
import { handler as tellListeners } from '../facts/tell-listeners/handler.ts';
import addContract from '../lists/add-list-addresses/contract.ts';
import { handler as addAddresses } from '../lists/add-list-addresses/handler.ts';
import createListContract from '../lists/create-list/contract.ts';
import { handler as createList } from '../lists/create-list/handler.ts';
import suppressContract from '../mail/add-suppression/contract.ts';
import { handler as addSuppression } from '../mail/add-suppression/handler.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import checkContract from './check-brevo-import/contract.ts';
import { handler as checkImport } from './check-brevo-import/handler.ts';
import getContract from './get-brevo-sync/contract.ts';
import { handler as getSync } from './get-brevo-sync/handler.ts';
import hearContract from './hear-of-addresses/contract.ts';
import { handler as hearOfAddresses } from './hear-of-addresses/handler.ts';
import failuresContract from './list-brevo-failures/contract.ts';
import { handler as listFailures } from './list-brevo-failures/handler.ts';
import syncContract from './sync-brevo/contract.ts';
import { handler as syncBrevo } from './sync-brevo/handler.ts';
import testContract from './test-brevo-sync/contract.ts';
import { handler as testSync } from './test-brevo-sync/handler.ts';
import updateContract from './update-brevo-sync/contract.ts';
import { handler as updateSync } from './update-brevo-sync/handler.ts';

const KEY = 'xkeysib-0123456789abcdef';

const WORKERS = [
  [tellContract, tellListeners],
  [hearContract, hearOfAddresses],
  [syncContract, syncBrevo],
  [checkContract, checkImport],
] as const;

let brevo: BrevoEngine;
let t: TestTenant;
let now: Date;
beforeAll(async () => {
  brevo = await startBrevo();
  setVariables({ BREVO_URL: brevo.url });
});
beforeEach(async () => {
  t = await tenant();
  now = new Date();
  brevo.setFault(null);
  brevo.calls.length = 0;
});
afterAll(() => brevo.close());

const clock = () => now;
const put = (body: object) => t.call(updateSync, updateContract, { body: { enabled: true, ...body }, clock });
const read = async () => (await t.call(getSync, getContract, { clock })).body;
const tried = async () => (await t.call(testSync, testContract)).body;
const failures = async () => (await t.call(listFailures, failuresContract)).body.items;
const listed = async (addresses: object[]): Promise<string> => {
  const { body } = await t.call(createList, createListContract, { body: { name: 'Clients', source: 'salon' } });
  await add(body.id, addresses);
  return body.id;
};
const add = async (listId: string, addresses: object[]) => {
  const { status } = await t.call(addAddresses, addContract, { params: { listId }, body: { addresses } });
  expect(status).toBeLessThan(300);
};
/** Time goes on, with what wakes the workers, and all that follows is done. */
async function later(seconds: number): Promise<void> {
  now = after(now, seconds);
  await t.tick(wakeDue, wakeDueContract, { clock });
  await work();
}
/** Those who have to do with it work; what is sealed takes the time of a time-stamp authority, which is not ours to move. */
async function work(): Promise<void> {
  for (let busy = true; busy; ) {
    busy = false;
    for (const [contract, handler] of WORKERS) {
      for (const data of await t.queued(contract.message.name)) {
        busy = true;
        await t.receive(handler, contract, data, { clock });
      }
    }
  }
}
const at = (email: string) => brevo.contacts()[email.toLowerCase()];
const imports = () => brevo.calls.filter((call) => call === 'POST /contacts/import').length;

describe('a test', () => {
  test('says of a key, of each attribute and of the list whether Brevo knows it', async () => {
    expect(await tried()).toMatchObject({ ok: false, stages: [{ stage: 'key', advice: /Aucune clé/ }, {}, {}] });
    await put({ enabled: false, apiKey: `${KEY}-refused` });
    expect(await tried()).toMatchObject({
      ok: false,
      stages: [{ outcome: 'failed', reply: 'Key not found' }, { outcome: 'skipped' }, { outcome: 'skipped' }],
    });
    await put({ enabled: false, apiKey: KEY, attributes: { firstName: 'prenom', lastName: 'NAME' }, listId: 99 });
    const { ok, account, stages } = await tried();
    expect([ok, account]).toEqual([false, 'compte@brevo.example']);
    expect(stages[1]).toMatchObject({
      outcome: 'failed',
      advice: expect.stringMatching(/ne connaît pas : NAME\..*PRENOM/),
    });
    expect(stages[2]).toMatchObject({ outcome: 'failed', advice: expect.stringContaining('99') });
    await put({ enabled: false, attributes: { firstName: 'prenom' }, listId: 4 });
    expect(await tried()).toMatchObject({ ok: true });
    expect(JSON.stringify(await read())).not.toContain(KEY);
    expect(brevo.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });

  test('without a key nothing is turned on', async () => {
    expect(await put({})).toMatchObject({ status: 422, body: { errors: [{ pointer: '/apiKey' }] } });
  });
});

test('addresses of lists come to Brevo with their attributes, once, and again when they change', async () => {
  const [anne, paul] = [t.email('Anne'), t.email('paul')];
  const list = await listed([{ email: anne, firstName: 'Anne', city: 'Lyon' }, { email: paul }]);
  await put({ apiKey: KEY, attributes: { firstName: 'PRENOM', city: 'VILLE' }, listId: 4 });
  await later(0);
  expect(at(anne)).toMatchObject({ attributes: { PRENOM: 'Anne' }, listIds: [4], emailBlacklisted: false });
  expect(at(paul)).toMatchObject({ attributes: {} });
  expect(await read()).toMatchObject({ status: 'idle', pushed: 2, syncedAt: expect.any(String) });
  const before = imports();
  await later(HOUR + 1);
  expect(imports()).toBe(before);
  const zoe = t.email('zoe');
  await add(list, [{ email: zoe }]);
  await later(HOUR + 1);
  expect([at(zoe) !== undefined, imports()]).toEqual([true, before + 1]);
});

test('of an address in two lists the first one counts: the rounds come to rest', async () => {
  const email = t.email('both');
  await listed([{ email, firstName: 'Anne' }]);
  await listed([{ email, firstName: 'Annie' }]);
  await put({ apiKey: KEY, attributes: { firstName: 'PRENOM' } });
  await later(0);
  const [before, name] = [imports(), at(email)?.attributes.PRENOM];
  await later(HOUR + 1);
  await later(HOUR + 1);
  expect([imports(), at(email)?.attributes.PRENOM]).toEqual([before, name]);
});

describe('who is written to no more', () => {
  test('there: is noted as their refusal here, and never enabled again, whatever they say here', async () => {
    const { email, token } = await asked(t, 'gone');
    await press(t, token, ['accept']);
    await listed([{ email, firstName: 'Anne' }]);
    await put({ apiKey: KEY, attributes: { firstName: 'PRENOM' } });
    await later(0);
    expect(at(email)).toMatchObject({ emailBlacklisted: false });
    brevo.unsubscribe(email);
    await later(HOUR + 1);
    expect(await consentOf(t, email)).toMatchObject({ status: 'refused', decidedBy: 'recipient' });
    expect(await read()).toMatchObject({ withdrawn: 1 });
    await press(t, token, ['accept'], { clock: () => after(now, HOUR) });
    expect(await consentOf(t, email)).toMatchObject({ status: 'accepted' });
    const before = imports();
    await later(2 * HOUR + 1);
    expect([at(email)?.emailBlacklisted, imports()]).toEqual([true, before]);
  });

  test('there before the first round: is not even pushed', async () => {
    const email = t.email('before');
    brevo.unsubscribe(email);
    await listed([{ email, firstName: 'Anne' }]);
    await put({ apiKey: KEY });
    await later(0);
    expect(at(email)).toMatchObject({ emailBlacklisted: true, listIds: [] });
    expect(await consentOf(t, email)).toMatchObject({ status: 'not-solicited', external: true });
  });

  test('here: is unsubscribed there within a minute, and who never came there is not told of', async () => {
    const { email, token } = await asked(t, 'leaving');
    await press(t, token, ['accept']);
    const [refused, suppressed] = [t.email('refused'), t.email('suppressed')];
    await t.call(addSuppression, suppressContract, { body: { address: suppressed, reason: 'manual' } });
    await recorded(t, refused);
    await listed([{ email }, { email: suppressed }]);
    await put({ apiKey: KEY, listId: 4 });
    await later(0);
    expect(at(suppressed)).toBeUndefined();
    expect((await withdraw(t, email, { reason: 'par téléphone' }, { clock })).status).toBe(200);
    await work();
    await later(MINUTE + 1);
    expect(at(email)).toMatchObject({ emailBlacklisted: true });
  });
});

describe('when Brevo fails', () => {
  test('it is asked again when it says, and nothing is lost; what stops it is shown', async () => {
    const email = t.email('slow');
    await listed([{ email }]);
    brevo.setFault({ code: 'slow-down', wait: 120, times: 1 });
    await put({ apiKey: KEY });
    await later(0);
    expect(await read()).toMatchObject({
      status: 'waiting',
      nextAt: after(now, 120).toISOString(),
      trouble: { advice: expect.stringContaining('attendre'), reply: 'Too many requests' },
    });
    await later(60);
    expect(brevo.calls).toHaveLength(1);
    await later(61);
    expect(at(email)).toBeDefined();
    expect(await read()).not.toHaveProperty('trouble');
  });

  test.each(['down', 'broken'] as const)('it is %s: tried again after a while that grows', async (code) => {
    const email = t.email(code);
    await listed([{ email }]);
    brevo.setFault({ code });
    await put({ apiKey: KEY });
    await later(0);
    await later(16);
    await later(16);
    expect(brevo.calls).toHaveLength(2);
    expect(await read()).toMatchObject({ status: 'waiting', trouble: { advice: expect.stringContaining('réessaie') } });
    brevo.setFault(null);
    await later(30);
    expect(at(email)).toBeDefined();
  });

  test('addresses that it does not take are told, each with its reason, until it takes them', async () => {
    const [good, odd] = [t.email('good'), t.email('anne&paul')];
    await listed([{ email: good }, { email: odd }]);
    await put({ apiKey: KEY });
    await later(0);
    await later(2 * MINUTE);
    expect(await failures()).toEqual([{ email: odd, cause: 'invalid', at: expect.any(String) }]);
    expect(at(good)).toBeDefined();
  });
});

test('turned off, nothing leaves', async () => {
  const email = t.email('off');
  await listed([{ email }]);
  await put({ apiKey: KEY });
  await put({ enabled: false });
  await later(HOUR + 1);
  expect(at(email)).toBeUndefined();
  expect(await read()).toMatchObject({ status: 'off', hasKey: true });
});
