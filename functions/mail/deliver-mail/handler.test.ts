import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { after as later } from '../../../shared/clock.ts';
import { commit } from '../../../shared/table/transact.ts';
import { crashAfter } from '../../../test/crash.ts';
import { WITH_LINK } from '../../../test/mail-delivery.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import wakeDueContract from '../../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../../platform/wake-due/handler.ts';
import { mails, queueMail } from '../mail.ts';
import { MOST_ATTEMPTS } from '../mail-attempt.ts';
import recordContract from '../record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../record-mail-event/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});
beforeEach(() => {
  post.ses.setFault(null);
});

/** SES's answer: the worker dies before it can note it. */
const UNTIL_SENT = 'SendRawEmailCommand';
const link = 'https://guichet.example/activate/0123456789';

async function queued(more: { locale?: 'fr' | 'en'; fromName?: string; replyTo?: string } = {}) {
  const to = t.email(`anne.${Math.random().toString(36).slice(2)}`);
  const now = new Date();
  const { mailId, ...write } = await queueMail(
    { tenant: t.tenant, to, locale: 'fr', kind: WITH_LINK, data: { firstName: 'Anne', link }, ...more },
    now,
  );
  await commit([write], now);
  // Messages of earlier mails that were put off come when their delay is over.
  const data = (await t.queued('deliver-mail')).find((message) => message.mailId === mailId);
  return { to, mailId, data, now };
}
const deliver = (data: unknown, at = new Date()) => t.receive(handler, contract, data, { clock: () => at });
const mailOf = async (id: string) => (await mails.get(t.tenant, { id }))!;
/** Runs `wake-due` and gives what it sends to the worker. */
async function wakeAndDeliver(at: Date) {
  await t.tick(wakeDue, wakeDueContract, { clock: () => at });
  for (const data of await t.queued('deliver-mail')) await deliver(data, at);
}

it('sends a mail once, however often its message comes', async () => {
  const { to, mailId, data } = await queued();
  await t.receive(handler, contract, data, { times: 3 });
  await Promise.all([deliver(data), deliver(data)]);
  const [mail, ...others] = await t.inbox(to);
  expect(others).toEqual([]);
  expect(mail?.text).toContain(link);
  expect(await mailOf(mailId)).toMatchObject({ status: 'sent', attempts: 1, messageId: expect.any(String) });
});

it('sends it once when the same message comes to several workers at the same time', async () => {
  const { to, data } = await queued();
  await Promise.all(Array.from({ length: 4 }, () => deliver(data)));
  expect(await t.inbox(to)).toHaveLength(1);
});

it('writes in the name of the business, through an address that is ours, answers going to the business', async () => {
  const { to, data } = await queued({ fromName: 'Durand & fils', replyTo: 'camille@durand.example' });
  await deliver(data);
  const [mail] = await t.inbox(to);
  expect(mail?.from).toMatch(/Durand & fils \(via Guichet\).*<no-reply@guichet\.example>/);
  expect(mail?.headers).toMatchObject({
    'reply-to': expect.stringContaining('camille@durand.example'),
    'auto-submitted': 'auto-generated',
    'content-language': 'fr',
  });
});

it('writes in the language that was asked for', async () => {
  const [french, english] = [await queued(), await queued({ locale: 'en' })];
  await deliver(french.data);
  await deliver(english.data);
  expect((await t.inbox(french.to))[0]?.text).toContain('Bonjour Anne');
  expect((await t.inbox(english.to))[0]?.text).toContain('Hello Anne');
});

it('keeps the link for as long as it may be needed, encrypted, and no longer', async () => {
  const { mailId, data } = await queued();
  const before = await mailOf(mailId);
  expect(Object.keys(before.secrets)).toEqual(['link']);
  expect(JSON.stringify(before)).not.toContain(link);
  await deliver(data);
  expect((await mailOf(mailId)).secrets).toEqual({});
});

describe('while SES is down', () => {
  it.each([
    ['unavailable', { code: 'ServiceUnavailable', status: 503 }],
    ['paused for our account', { code: 'AccountSendingPausedException', status: 400 }],
    ['refusing our credentials', { code: 'InvalidClientTokenId', status: 403 }],
  ])('%s, a mail waits, longer each time, and then leaves once', async (_, fault) => {
    const { to, mailId, data, now } = await queued();
    post.ses.setFault(fault);
    let at = now;
    await deliver(data, at);
    for (let tries = 2; tries <= 5; tries++) {
      at = later(at, 30 + 5 * 2 ** tries);
      await wakeAndDeliver(at);
      expect(await mailOf(mailId)).toMatchObject({ status: 'queued', attempts: tries });
    }
    expect(await t.inbox(to)).toEqual([]);
    post.ses.setFault(null);
    await wakeAndDeliver(later(at, 3600));
    await wakeAndDeliver(later(at, 7200));
    expect(await t.inbox(to)).toHaveLength(1);
    expect(await mailOf(mailId)).toMatchObject({ status: 'sent', attempts: 6 });
  });

  it('limited, a mail waits for a moment, which is no try, and then leaves once', async () => {
    const { to, mailId, data, now } = await queued();
    post.ses.setFault({ code: 'Throttling', status: 400 });
    await deliver(data, now);
    for (const seconds of [60, 120, 180]) {
      await wakeAndDeliver(later(now, seconds));
      expect(await mailOf(mailId)).toMatchObject({ status: 'queued', attempts: 0 });
    }
    expect(await t.inbox(to)).toEqual([]);
    post.ses.setFault(null);
    await wakeAndDeliver(later(now, 240));
    await wakeAndDeliver(later(now, 3600));
    expect(await t.inbox(to)).toHaveLength(1);
    expect(await mailOf(mailId)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  it('for days, the mail is given up in the end, and says why', async () => {
    const { mailId, data, now } = await queued();
    await commit([mails.update(t.tenant, { id: mailId }, { set: { attempts: MOST_ATTEMPTS - 2 } })], now);
    post.ses.setFault({ code: 'ServiceUnavailable', status: 503 });
    await deliver(data, now);
    expect(await mailOf(mailId)).toMatchObject({ status: 'queued' });
    await wakeAndDeliver(later(now, 2 * 3600));
    expect(await mailOf(mailId)).toMatchObject({
      status: 'failed',
      attempts: MOST_ATTEMPTS,
      reason: expect.stringContaining('ServiceUnavailable'),
    });
  });
});

it('waits while our own sender is not verified: that is no fault of the mail', async () => {
  const { to, mailId, data, now } = await queued();
  const message = 'Email address is not verified. The following identities failed the check: no-reply@guichet.example';
  post.ses.setFault({ code: 'MessageRejected', message, status: 400 });
  await deliver(data, now);
  expect(await mailOf(mailId)).toMatchObject({ status: 'queued' });
  post.ses.setFault(null);
  await wakeAndDeliver(later(now, 3600));
  expect(await t.inbox(to)).toHaveLength(1);
});

it('does not try for ever a mail whose fate SES never tells', async () => {
  const { mailId, data, now } = await queued();
  post.ses.setFault({ code: 'InternalFailure', status: 500 });
  await deliver(data, now).catch(() => undefined);
  for (let round = 1; round <= 6; round++) await wakeAndDeliver(later(now, round * 7200)).catch(() => undefined);
  post.ses.setFault(null);
  expect(await mailOf(mailId)).toMatchObject({
    status: 'failed',
    attempts: 4,
    cause: 'uncertain',
  });
});

it('gives up at once a mail that SES refuses for what it is', async () => {
  const { to, mailId, data } = await queued();
  post.ses.setFault({ code: 'MessageRejected', message: 'Address blacklisted.', status: 400 });
  await deliver(data);
  expect(await mailOf(mailId)).toMatchObject({ status: 'failed', reason: 'MessageRejected: Address blacklisted.' });
  post.ses.setFault(null);
  await t.receive(handler, contract, data);
  expect(await t.inbox(to)).toEqual([]);
});

describe('when SES accepts a mail and the worker dies before noting it', () => {
  async function accepted() {
    const mail = await queued();
    expect(await crashAfter(UNTIL_SENT, () => deliver(mail.data, mail.now))).toBe(true);
    expect(await t.inbox(mail.to)).toHaveLength(1);
    expect(await mailOf(mail.mailId)).toMatchObject({ status: 'sending' });
    return mail;
  }

  it('its own word that the mail left is believed: no second mail', async () => {
    const { to, mailId, data, now } = await accepted();
    await deliver(data, later(now, 60));
    expect(await t.inbox(to)).toHaveLength(1);
    const [event] = await post.events(to, 'Send');
    await t.receive(recordMailEvent, recordContract, event, { raw: true });
    await wakeAndDeliver(later(now, 125));
    expect(await t.inbox(to)).toHaveLength(1);
    expect(await mailOf(mailId)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  it('and its word never comes: a second mail leaves after two minutes, never a third. Known, and preferred to none', async () => {
    const { to, mailId, now } = await accepted();
    await wakeAndDeliver(later(now, 119));
    expect(await t.inbox(to)).toHaveLength(1);
    await wakeAndDeliver(later(now, 200));
    await wakeAndDeliver(later(now, 4000));
    expect(await t.inbox(to)).toHaveLength(2);
    expect(await mailOf(mailId)).toMatchObject({ status: 'sent', attempts: 2 });
  });
});

it('believes SES over a later refusal: what has left is not sent again', async () => {
  const { to, mailId, data, now } = await queued();
  await crashAfter(UNTIL_SENT, () => deliver(data, now));
  post.ses.setFault({ code: 'Throttling', times: 1 });
  await wakeAndDeliver(later(now, 200));
  expect(await mailOf(mailId)).toMatchObject({ status: 'queued', attempts: 1 });
  for (const event of await post.events(to, 'Delivery')) {
    await t.receive(recordMailEvent, recordContract, event, { raw: true });
  }
  await wakeAndDeliver(later(now, 4000));
  expect(await t.inbox(to)).toHaveLength(1);
  expect(await mailOf(mailId)).toMatchObject({ status: 'sent', deliveredAt: expect.any(String) });
});

it('a mail that is no more is nobody’s trouble', async () => {
  await deliver({ tenant: t.tenant, mailId: 'mail_00000000000000000000000000' });
});
