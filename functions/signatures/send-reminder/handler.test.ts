import { beforeAll, expect, it } from 'vitest';
import { after, DAY, MINUTE } from '../../../shared/clock.ts';
import { ofType } from '../../../test/problem.ts';
import {
  actsOf,
  documentPage,
  invited,
  person,
  requested,
  seen,
  sign,
  signingToken,
  work,
} from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import wakeDueContract from '../../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../../platform/wake-due/handler.ts';
import cancelContract from '../cancel-signature-request/contract.ts';
import { handler as cancel } from '../cancel-signature-request/handler.ts';
import remindSignersContract from '../remind-signers/contract.ts';
import { handler as remindSigners } from '../remind-signers/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const remind = (requestId: string, clock = () => new Date()) =>
  t.call(handler, contract, { params: { requestId }, clock });
const reminders = async (email: string) =>
  (await t.inbox(email)).filter(({ subject }) => subject?.startsWith('Rappel')).length;
const show = async (token: string, clock = () => new Date()) => (await documentPage(t, token, { clock })).status;

it('reminds who has not signed, by one more link; the first still opens', async () => {
  const [anne, paul] = [person(t), person(t, 'Paul Martin')];
  const { id } = await invited(t, [anne, paul]);
  await sign(t, anne);
  const first = await signingToken(paul.email);
  const { status, body } = await remind(id);
  await work(t);
  const { signers, history } = await seen(t, id);
  expect({ status, body }).toEqual({ status: 200, body: { id, reminded: [signers[1].id] } });
  expect(history.at(-1)).toMatchObject({
    act: 'reminded',
    actor: { kind: 'user', id: t.userId },
    details: { signers: [signers[1].id] },
  });
  expect([await reminders(anne.email), await reminders(paul.email)]).toEqual([0, 1]);
  const second = await signingToken(paul.email);
  expect(second).not.toBe(first);
  expect([await show(first), await show(second)]).toEqual([200, 200]);
  // Both links end together.
  expect(await show(second, () => after(new Date(), 61 * DAY))).toBe(410);
  await sign(t, paul);
  await work(t);
  expect(await seen(t, id)).toMatchObject({ status: 'completed' });
});

it('twice at once, or within the hour: one leaves, the other is told when to come back', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne]);
  const both = await Promise.all([remind(id), remind(id)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
  const soon = await remind(id, () => after(new Date(), 50 * MINUTE));
  expect(soon.status).toBe(429);
  expect(Number(soon.headers['retry-after'])).toBeLessThanOrEqual(600);
  expect((await remind(id, () => after(new Date(), 61 * MINUTE))).status).toBe(200);
  await work(t);
  expect(await reminders(anne.email)).toBe(2);
});

it('when nobody is to be reminded it says so: not invited yet, all signed, cancelled, another account’s', async () => {
  const anne = person(t);
  const { id } = await requested(t, [anne]);
  const early = await remind(id);
  expect(early).toMatchObject({ status: 409, body: { type: ofType('nobody-to-remind') } });
  await work(t);
  const other = await (await tenant()).call(handler, contract, { params: { requestId: id } });
  expect(other.status).toBe(404);
  expect((await remind(id)).status).toBe(200);
  await t.call(cancel, cancelContract, { params: { requestId: id }, body: {} });
  expect((await remind(id)).status).toBe(409);
  await work(t);
  // It had not left: it is taken back with the request.
  expect(await reminders(anne.email)).toBe(0);
});

it('by itself every so many days, until nobody is awaited; once, should its message come twice', async () => {
  const anne = person(t);
  const { id } = await invited(t, [anne], { remindEvery: 3 });
  const on = async (days: number) => {
    const clock = () => after(new Date(), days * DAY);
    await t.tick(wakeDue, wakeDueContract, { clock });
    await work(t, clock);
    await t.receive(remindSigners, remindSignersContract, { tenant: t.tenant, requestId: id }, { clock });
    return reminders(anne.email);
  };
  expect(await on(2.9)).toBe(0);
  expect(await on(3.1)).toBe(1);
  expect(await on(6)).toBe(1);
  expect(await on(6.2)).toBe(2);
  expect((await actsOf(t, id)).filter((act) => act === 'reminded')).toHaveLength(2);
  await t.call(cancel, cancelContract, { params: { requestId: id }, body: {} });
  expect(await on(9.5)).toBe(2);
});
