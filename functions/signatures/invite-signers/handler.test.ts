import { beforeAll, expect, it } from 'vitest';
import { after, DAY } from '../../../shared/clock.ts';
import { getPinned } from '../../../shared/objects/objects.ts';
import { person, requested, seen, sign, timePasses, verified, work } from '../../../test/signing.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import resendContract from '../resend-invitation/contract.ts';
import { handler as resend } from '../resend-invitation/handler.ts';
import { findRequest } from '../signature-request.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

/** Anne and Paul together, then Zoé, then Léa. */
async function byTurns(more: Record<string, unknown> = {}) {
  const all = [person(t, 'Zoé Roy'), person(t), person(t, 'Paul Martin'), person(t, 'Léa Roy')] as const;
  const orders = [2, undefined, 1, 5];
  const signers = all.map((each, place) => ({ ...each, ...(orders[place] && { order: orders[place] }) }));
  const { id } = await requested(t, signers, more);
  await work(t);
  const [zoe, anne, paul, lea] = all;
  const invited = async () =>
    Promise.all([anne, paul, zoe, lea].map(async ({ email }) => (await t.inbox(email)).length > 0));
  return { id, anne, paul, zoe, lea, invited };
}

it('by turns: who comes later is sent nothing before all who come first have signed, and one evidence tells it', async () => {
  const { id, anne, paul, zoe, lea, invited } = await byTurns();
  expect(await invited()).toEqual([true, true, false, false]);
  expect((await seen(t, id)).signers.map(({ order }: { order?: number }) => order)).toEqual([2, undefined, 1, 5]);
  await sign(t, paul);
  await work(t);
  expect(await invited()).toEqual([true, true, false, false]);
  await sign(t, anne);
  await work(t);
  expect(await invited()).toEqual([true, true, true, false]);
  await t.receive(handler, contract, { tenant: t.tenant, requestId: id }, { times: 2 });
  await work(t);
  expect(await t.inbox(zoe.email)).toHaveLength(1);
  expect((await seen(t, id)).status).toBe('opened');
  await sign(t, zoe);
  await work(t);
  await sign(t, lea);
  await timePasses(t);
  const { status, history } = await seen(t, id);
  expect(status).toBe('completed');
  expect(history[0].details.order).toEqual([2, 1, 1, 5]);
  const { verdict } = await verified(t, await getPinned((await findRequest(t.tenant, id)).evidence!));
  expect(verdict).toBe('valid');
});

it('should the message of a turn be lost, the next is invited all the same', async () => {
  const { anne, paul, invited } = await byTurns();
  await sign(t, anne);
  await sign(t, paul);
  await t.queued('invite-signers');
  await timePasses(t);
  expect(await invited()).toEqual([true, true, true, false]);
});

it('who waits for their turn is sent nothing again, but may be corrected; nor is anybody invited once time is over', async () => {
  const { id, anne, paul, zoe, invited } = await byTurns({ expiresAt: after(new Date(), DAY).toISOString() });
  const { signers } = await seen(t, id);
  const again = (body: object) =>
    t.call(resend, resendContract, { params: { requestId: id, signerId: signers[0].id }, body });
  const refused = await again({});
  expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Son tour n’est pas venu') } });
  const phone = t.phone();
  expect(await again({ phone })).toMatchObject({ status: 200, body: { phone, status: 'queued' } });
  await work(t);
  expect(await invited()).toEqual([true, true, false, false]);
  await sign(t, anne);
  await sign(t, paul);
  await t.receive(
    handler,
    contract,
    { tenant: t.tenant, requestId: id },
    { clock: () => after(new Date(), 1.01 * DAY) },
  );
  expect(await t.inbox(zoe.email)).toHaveLength(0);
});
