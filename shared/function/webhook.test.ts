import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { deliverMail } from '../../functions/mail/commands/deliver-mail.ts';
import { crashes } from '../../test/crash.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { tenantId } from '../identity/tenant.ts';
import { outgoing } from '../queue/send.ts';
import { dueNow } from '../table/due.ts';
import { entity } from '../table/entity.ts';
import { say } from '../text.ts';
import { webhook } from './contract.ts';
import { serve } from './webhook.ts';

const payments = entity({
  name: 'payment',
  partition: 'id',
  dues: { bank: 'always' },
  schema: z.object({ id: z.string(), cents: z.number() }),
});
const contract = webhook({
  route: 'POST /webhooks/bank/{account}',
  summary: say('Entend la banque.', 'Hears the bank.'),
  access: ['table:write', 'send:deliver-mail'],
});
const sign = (body: string) => createHmac('sha256', 'shared with the bank').update(body).digest('hex');

const paid = vi.fn<(id: string) => void>();
const handler = serve(
  contract,
  {
    verify: (body, headers) => headers['bank-signature'] === sign(Buffer.from(body).toString()),
    event: z.object({ id: z.string(), payment: z.string(), cents: z.number().int() }),
    idOf: ({ id }) => id,
  },
  async ({ params: { account }, event: { payment, cents }, now }) => {
    paid(payment);
    const message = outgoing(deliverMail, { tenant: tenantId.parse(account), mailId: payment });
    return [payments.put(tenantId.parse(account), { id: payment, cents }, { due: { bank: dueNow(message, now) } })];
  },
);

let t: TestTenant;
beforeEach(async () => {
  paid.mockReset();
  t = await tenant();
});

const notify = (event: object | string, signature?: string) => {
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const headers = { 'bank-signature': signature ?? sign(body) };
  return t.notify(handler, contract, { params: { account: t.tenant }, body, headers });
};
const payment = (id: string) => payments.get(t.tenant, { id });

describe('an event of the provider', () => {
  it('is taken, and what follows from it is done', async () => {
    expect((await notify({ id: 'e1', payment: 'p1', cents: 1250 })).status).toBe(204);
    expect(await payment('p1')).toEqual({ id: 'p1', cents: 1250 });
    expect(await t.queued('deliver-mail')).toEqual([{ tenant: t.tenant, mailId: 'p1' }]);
  });

  it('is taken once, however often and however quickly it is sent again', async () => {
    const event = { id: 'e1', payment: 'p1', cents: 1250 };
    const answers = await Promise.all([notify(event), notify(event), notify(event)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    expect((await notify(event)).status).toBe(204);
    expect(await t.queued('deliver-mail')).toHaveLength(1);
  });

  it('is another one under the address of another account', async () => {
    await notify({ id: 'e1', payment: 'p1', cents: 1 });
    t = await tenant();
    await notify({ id: 'e1', payment: 'p1', cents: 2 });
    expect(await payment('p1')).toEqual({ id: 'p1', cents: 2 });
  });

  it('is not lost when we fail: it is taken when it comes again', async () => {
    paid.mockImplementationOnce(() => {
      throw new Error('out of order');
    });
    const event = { id: 'e1', payment: 'p1', cents: 1250 };
    expect((await notify(event)).status).toBe(500);
    expect((await notify(event)).status).toBe(204);
    expect(await payment('p1')).toBeDefined();
  });

  it('leads to one payment and one due message wherever we die', async () => {
    let turn = 0;
    for await (const die of crashes()) {
      turn += 1;
      const event = { id: `e${turn}`, payment: `p${turn}`, cents: turn };
      await die(() => notify(event));
      expect((await notify(event)).status).toBe(204);
      expect(await payment(`p${turn}`)).toEqual({ id: `p${turn}`, cents: turn });
      const sent = await t.queued('deliver-mail');
      expect(
        sent.filter((message) => message.tenant === t.tenant && message.mailId === `p${turn}`).length,
      ).toBeLessThanOrEqual(1);
    }
    expect(turn).toBeGreaterThan(3);
  });
});

describe('what is refused', () => {
  it.each([
    ['a signature of somebody else', { id: 'e1', payment: 'p1', cents: 1 }, 'f00d', 401],
    ['forged bytes, before they are read', 'no JSON at all', 'f00d', 401],
    ['what is no JSON', 'no JSON at all', undefined, 400],
    ['an event of another shape', { id: 'e1', payment: 'p1', cents: 'many' }, undefined, 422],
  ])('%s', async (_, event, signature, status) => {
    const answer = await notify(event, signature);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(paid).not.toHaveBeenCalled();
  });
});
