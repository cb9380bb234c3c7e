import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, after as later } from '../../../shared/clock.ts';
import { ConditionFailed, commit } from '../../../shared/table/transact.ts';
import { deliverySteps } from '../../../test/mail-delivery.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import addContract from '../add-suppression/contract.ts';
import { handler as addSuppression } from '../add-suppression/handler.ts';
import listContract from '../list-suppressions/contract.ts';
import { handler as listSuppressions } from '../list-suppressions/handler.ts';
import { attempted } from '../mail-attempt.ts';
import releaseContract from '../release-mails/contract.ts';
import { handler as releaseMails } from '../release-mails/handler.ts';
import { isSuppressed, stillSuppressed } from '../suppression.ts';
import { withdrawMail } from '../withdrawal.ts';
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

describe('what was held back', () => {
  let steps: ReturnType<typeof deliverySteps>;
  beforeAll(() => {
    steps = deliverySteps(t);
  });
  /** The worker's time goes on by seconds: mails that leave together leave one after the other. */
  const released = async (times = 1) => {
    for (const data of await t.queued('release-mails')) await t.receive(releaseMails, releaseContract, data, { times });
    for (const seconds of [1, 60, 120]) await steps.deliverDue(later(new Date(), seconds));
  };
  const held = (to: string, about: string, documentName: string) =>
    steps.queued({ to, heldAbout: about, documentName });
  const subjects = async (to: string) => (await t.inbox(to)).map(({ subject }) => subject).toReversed();

  test('leaves in its order, once, of what is about the same the last; and is not told as failed any more', async () => {
    const to = t.email('held');
    await add(to, 'manual');
    const sent = [];
    for (const [about, name] of [
      ['a', 'un'],
      ['b', 'deux'],
      ['a', 'trois'],
    ] as const) {
      sent.push(await held(to, about, name));
    }
    const taken = await held(to, 'c', 'quatre');
    const other = await steps.queued({ to, documentName: 'cinq' });
    for (const { data } of [...sent, taken, other]) await steps.deliver(data);
    expect(await steps.mail(sent[1]!.mailId)).toMatchObject({ status: 'failed', cause: 'suppressed-manual' });
    const now = new Date();
    await commit((await withdrawMail(t.tenant, taken.mailId, now)).writes, now);

    await lift(to);
    await released(2);
    expect(await subjects(to)).toEqual([expect.stringContaining('deux'), expect.stringContaining('trois')]);
    const mail = await steps.mail(sent[1]!.mailId);
    expect(mail).toMatchObject({ status: 'sent', attempts: 1, secrets: {} });
    expect(mail).not.toHaveProperty('cause');
    await add(to);
    await lift(to);
    await released();
    expect(await t.inbox(to)).toHaveLength(2);
  });

  test('waits on when the address is suppressed again at once, and leaves after the next time', async () => {
    const to = t.email('again');
    await add(to, 'bounce');
    const { data } = await held(to, 'a', 'un');
    await steps.deliver(data);
    await lift(to);
    await add(to, 'bounce');
    await released();
    expect(await t.inbox(to)).toEqual([]);
    await lift(to);
    await released();
    expect(await t.inbox(to)).toHaveLength(1);
  });

  test('is not forgotten when the suppression is lifted while the mail is being held back', async () => {
    const to = t.email('race');
    await add(to, 'bounce');
    const found = await isSuppressed(t.tenant, to);
    const { mailId } = await held(to, 'a', 'un');
    const now = new Date();
    await lift(to);
    const mail = await steps.mail(mailId);
    const verdicts = [{ address: to, outcome: 'suppressed', cause: 'suppressed-bounce' }] as const;
    const late = [...attempted(mail, { verdicts, through: 'platform' }, now), stillSuppressed(t.tenant, found!)];
    await expect(commit(late, now)).rejects.toThrow(ConditionFailed);
    await released();
    expect(await t.inbox(to)).toHaveLength(1);
  });

  test('but not for longer than its links serve', async () => {
    const to = t.email('old');
    await add(to, 'bounce');
    const { data } = await steps.queued({ to, heldAbout: 'a' }, later(new Date(), -61 * DAY));
    await steps.deliver(data);
    await lift(to);
    await released();
    expect(await t.inbox(to)).toEqual([]);
  });
});
