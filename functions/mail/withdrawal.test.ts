import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY, MINUTE } from '../../shared/clock.ts';
import { settle } from '../../shared/function/settle.ts';
import { dueBy } from '../../shared/table/due-rows.ts';
import { commit } from '../../shared/table/transact.ts';
import { crashAfter, crashes } from '../../test/crash.ts';
import { deliverySteps } from '../../test/mail-delivery.ts';
import { ownPost, type Post } from '../../test/post.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { mails } from './mail.ts';
import recordContract from './record-mail-event/contract.ts';
import { handler as recordMailEvent } from './record-mail-event/handler.ts';
import { withdrawMail } from './withdrawal.ts';

let t: TestTenant;
let post: Post;
let mail: ReturnType<typeof deliverySteps>;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
  mail = deliverySteps(t);
});
beforeEach(() => {
  post.ses.setFault(null);
});

const someone = () => t.email(`anne.${Math.random().toString(36).slice(2)}`);

/** Takes a mail back as a job does: with its other writes, and looking again when the mail moved meanwhile. */
const withdraw = (mailId: string, now = new Date()) => settle(() => withdrawMail(t.tenant, mailId, now), now);

async function isDue(mailId: string): Promise<boolean> {
  for await (const rows of dueBy(after(new Date(), 400 * DAY)))
    if (rows.some(({ pk }) => pk.endsWith(`#${mailId}`))) return true;
  return false;
}

/** Lets the workers do what is due for an hour, or until nothing is left to be done about a mail. */
async function anHourPasses(mailId: string, from: Date) {
  for (let minutes = 0; minutes <= 60 && (await isDue(mailId)); minutes += 2) {
    await mail.deliverDue(after(from, minutes * MINUTE));
  }
}

describe('a mail that waits', () => {
  it('is taken back: its message does nothing, nothing is due, its secrets are forgotten', async () => {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    expect(await withdraw(mailId)).toMatchObject({ mayHaveLeft: false });
    await mail.deliver(data);
    await anHourPasses(mailId, now);
    expect(await t.inbox(to)).toEqual([]);
    expect(await mail.mail(mailId)).toMatchObject({
      status: 'withdrawn',
      recipients: [{ address: to, outcome: 'withdrawn' }],
      attempts: 0,
      secrets: {},
    });
    expect(await isDue(mailId)).toBe(false);
  });

  it('for another try is taken back too', async () => {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    post.ses.setFault({ code: 'ServiceUnavailable', status: 503, times: 1 });
    await mail.deliver(data);
    expect(await mail.mail(mailId)).toMatchObject({ status: 'queued', nextTryAt: expect.any(String) });
    expect(await withdraw(mailId)).toMatchObject({ mayHaveLeft: false });
    await anHourPasses(mailId, now);
    expect(await t.inbox(to)).toEqual([]);
    expect(await mail.mail(mailId)).not.toHaveProperty('nextTryAt');
  });

  it('for some of its recipients is taken back for those', async () => {
    const { mailId, data } = await mail.queued({ to: [someone(), someone()] });
    const [first, second] = (await mail.mail(mailId)).recipients;
    const half = { recipients: [{ ...first!, outcome: 'accepted' as const }, second!] };
    await commit([mails.update(t.tenant, { id: mailId }, { set: half })], new Date());
    expect(await withdraw(mailId)).toMatchObject({ mayHaveLeft: true });
    await mail.deliver(data);
    expect(await mail.mail(mailId)).toMatchObject({
      status: 'partly-sent',
      recipients: [{ outcome: 'accepted' }, { outcome: 'withdrawn' }],
    });
  });

  it('stays on its way when what it belongs to did not end', async () => {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    const { writes } = await withdrawMail(t.tenant, mailId, now);
    const never = mails.check(t.tenant, { id: mailId }, { equals: { status: 'sent' } });
    await expect(commit([...writes, never], now)).rejects.toThrow();
    await mail.deliver(data);
    expect(await t.inbox(to)).toHaveLength(1);
  });
});

describe('a mail that is being handed over', () => {
  it('is not sent again when nobody knows whether it left', async () => {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    await crashAfter('SendRawEmailCommand', () => mail.deliver(data));
    expect(await withdraw(mailId)).toMatchObject({ mayHaveLeft: true });
    await anHourPasses(mailId, now);
    expect(await t.inbox(to)).toHaveLength(1);
    expect(await mail.mail(mailId)).toMatchObject({ status: 'withdrawn', attempts: 1 });
    expect(await isDue(mailId)).toBe(false);
  });

  it('is known to have left once the transport says so', async () => {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    await crashAfter('SendRawEmailCommand', () => mail.deliver(data));
    await withdraw(mailId);
    for (const event of await post.events(to, 'Delivery'))
      await t.receive(recordMailEvent, recordContract, event, { raw: true });
    await anHourPasses(mailId, now);
    expect(await mail.mail(mailId)).toMatchObject({ status: 'sent', recipients: [{ outcome: 'accepted' }] });
  });
});

it('a mail that has left stays as it is, and whoever takes it back learns that', async () => {
  const { mailId, data } = await mail.queued({ to: someone() });
  await mail.deliver(data);
  const before = await mail.mail(mailId);
  expect(await withdraw(mailId)).toEqual({ writes: [], mayHaveLeft: true });
  expect(await mail.mail(mailId)).toEqual(before);
});

it('taken back twice is taken back once', async () => {
  const { mailId } = await mail.queued({ to: someone() });
  await Promise.all([withdraw(mailId), withdraw(mailId)]);
  expect(await withdraw(mailId)).toEqual({ writes: [], mayHaveLeft: false });
});

/** What must hold at the end, whatever came between. */
async function mustHold(to: string, mailId: string, mayHaveLeft: boolean) {
  const came = (await t.inbox(to)).length;
  const { status } = await mail.mail(mailId);
  expect(came).toBeLessThanOrEqual(1);
  if (!mayHaveLeft) expect([came, status]).toEqual([0, 'withdrawn']);
  expect(['withdrawn', 'sent']).toContain(status);
  expect(await isDue(mailId)).toBe(false);
}

it('wherever the worker dies that hands it over, nobody is told that it did not leave when it did', async () => {
  for await (const die of crashes()) {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    await die(() => mail.deliver(data));
    const { mayHaveLeft } = await withdraw(mailId);
    await anHourPasses(mailId, now);
    await mustHold(to, mailId, mayHaveLeft);
  }
});

it('wherever who takes it back dies, it is taken back or on its way, never both', async () => {
  for await (const die of crashes()) {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    await die(() => withdraw(mailId));
    await mail.deliver(data);
    const { mayHaveLeft } = await withdraw(mailId);
    await anHourPasses(mailId, now);
    await mustHold(to, mailId, mayHaveLeft);
  }
});

it('taken back while a worker hands it over, it is one or the other', async () => {
  for (let round = 0; round < 12; round++) {
    const to = someone();
    const { mailId, data, now } = await mail.queued({ to });
    const both = [() => withdraw(mailId), () => mail.deliver(data)];
    await Promise.all((round % 2 ? both : both.toReversed()).map((go) => go()));
    const { mayHaveLeft } = await withdraw(mailId);
    await anHourPasses(mailId, now);
    await mustHold(to, mailId, mayHaveLeft);
  }
});
