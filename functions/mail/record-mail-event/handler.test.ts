import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PLATFORM } from '../../../shared/identity/tenant.ts';
import { mailReport } from '../../../shared/mails/mail-report.ts';
import { ConditionFailed, commit } from '../../../shared/table/transact.ts';
import { crashAfter } from '../../../test/crash.ts';
import { happenedIn } from '../../../test/facts.ts';
import { WITHOUT_LINK } from '../../../test/mail-delivery.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import deliverContract from '../deliver-mail/contract.ts';
import { handler as deliverMail } from '../deliver-mail/handler.ts';
import { heard, mails, queueMail } from '../mail.ts';
import { attempted, claim, forAll } from '../mail-attempt.ts';
import { isSuppressed, lift, suppress } from '../suppression.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});

async function queued(to: string, owner = t.tenant, more: object = {}) {
  const now = new Date();
  const { mailId, ...write } = await queueMail(
    { tenant: owner, to, locale: 'fr', kind: WITHOUT_LINK, data: { firstName: 'Anne' }, ...more },
    now,
  );
  await commit([write], now);
  const data = (await t.queued('deliver-mail')).find((message) => message.mailId === mailId);
  return { mailId, data, mail: async () => (await mails.get(owner, { id: mailId }))! };
}
let sendings = 0;
/** Each leaves in a second of its own: SES takes so many a second, and one that waits for its turn would not be sent here. */
async function sent(to: string, owner = t.tenant) {
  const { data, ...mail } = await queued(to, owner);
  const at = new Date(Date.now() + ++sendings * 1000);
  await t.receive(deliverMail, deliverContract, data, { clock: () => at });
  return mail;
}
const hear = (event: unknown) => t.receive(handler, contract, event, { raw: true });

it.each([
  ['an account', () => t.tenant],
  ['nobody yet', () => PLATFORM],
])('notes that a mail of %s arrived', async (_, owner) => {
  const to = t.email(`arrived.${owner()}`);
  const { mail } = await sent(to, owner());
  for (const event of await post.events(to, 'Delivery')) await hear(event);
  expect(await mail()).toMatchObject({ status: 'sent', deliveredAt: expect.any(String) });
});

describe('a mail that came back', () => {
  it('is noted once, with the reason, whatever the order of events and however often they come', async () => {
    const to = `bounce+${t.tenant}@simulator.amazonses.com`;
    const { mail } = await sent(to);
    const events = await post.events(to, 'Bounce');
    for (const event of events.toReversed()) await hear(event);
    const first = await mail();
    expect(first).toMatchObject({
      status: 'sent',
      bouncedAt: expect.any(String),
      reason: 'smtp; 550 5.1.1 user unknown',
    });
    for (const event of events) await hear(event);
    expect(await mail()).toEqual(first);
  });

  it('before we noted that it left: why is kept, and when SES took it', async () => {
    const to = `bounce+early.${t.tenant}@simulator.amazonses.com`;
    const { mailId, mail, data } = await queued(to);
    expect(await crashAfter('SendRawEmailCommand', () => t.receive(deliverMail, deliverContract, data))).toBe(true);
    const events = await post.events(to, 'Bounce');
    for (const event of events) await hear(event);
    expect(await mail()).toMatchObject({ status: 'sending' });
    await t.receive(deliverMail, deliverContract, data);
    const [{ Message }] = events as [{ Message: string }];
    expect(await mail()).toMatchObject({
      id: mailId,
      status: 'sent',
      sentAt: JSON.parse(Message).mail.timestamp,
      bouncedAt: expect.any(String),
      cause: 'bounced',
      reason: 'smtp; 550 5.1.1 user unknown',
    });
  });

  it('between SES’s yes and our note of it, after an earlier try: the note looks again, and why is kept', async () => {
    const { mail, data } = await queued(t.email('between'));
    post.ses.setFault({ code: 'Throttling', times: 1 });
    await t.receive(deliverMail, deliverContract, data);
    expect(await mail()).toMatchObject({ status: 'queued', reason: expect.stringContaining('Throttling') });
    const now = new Date();
    const { claimed, write } = claim(await mail(), 'platform', now);
    await commit([write], now);
    const at = now.toISOString();
    const bounce = { kind: 'bounced', messageId: 'm-1', sentAt: at, at, reason: '550 user unknown' } as const;
    await commit(heard(await mail(), bounce, now), now);
    const accepted = { verdicts: forAll(claimed, 'accepted'), through: 'platform', messageId: 'm-1' };
    await expect(commit(attempted(claimed, accepted, now), now)).rejects.toThrow(ConditionFailed);
    await t.receive(deliverMail, deliverContract, data);
    expect(await mail()).toMatchObject({ status: 'sent', cause: 'bounced', reason: '550 user unknown' });
  });

  it('for a passing reason has not come back yet: SES tries again', async () => {
    const to = `bounce+passing.${t.tenant}@simulator.amazonses.com`;
    const { mail } = await sent(to);
    const events = (await post.events(to, 'Bounce')) as { Message: string }[];
    const passing = events.map((event) => ({ ...event, Message: event.Message.replace('Permanent', 'Transient') }));
    for (const event of passing) await hear(event);
    expect(await mail()).not.toHaveProperty('bouncedAt');
  });
});

describe('others hear once, by ids and never by addresses,', () => {
  const toldOf = async (mailId: string, of = t) =>
    (await happenedIn(of)).filter(({ data }) => data.mailId === mailId).map(({ name, data }) => [name, data]);

  it.each([
    ['came back', 'bounce', 'Bounce', 'mail.bounced', { cause: 'bounced' }],
    ['is unwelcome', 'complaint', 'Complaint', 'mail.complained', {}],
  ])('that a mail %s', async (_, label, kind, name, why) => {
    const to = `${label}+told.${t.tenant}@simulator.amazonses.com`;
    const { mailId } = await sent(to);
    for (let time = 0; time < 2; time++) for (const event of await post.events(to, kind)) await hear(event);
    const told = await toldOf(mailId);
    expect(told).toEqual([[name, { mailId, kind: expect.any(String), ...why }]]);
    expect(JSON.stringify(told)).not.toContain(to);
  });

  it('that a mail has not left, with what it was about', async () => {
    const to = t.email('suppressed');
    await commit(
      await suppress({ tenant: t.tenant, address: to, reason: 'manual', source: 'us', now: new Date() }),
      new Date(),
    );
    const followed = mailReport('follow-signature-mail', { requestId: z.string(), signerId: z.string() });
    const report = { to: followed, about: { requestId: 'sig_1', signerId: 'sgn_1' } };
    const { mailId, data } = await queued(to, t.tenant, { report });
    await t.receive(deliverMail, deliverContract, data, { times: 2 });
    const about = report.about;
    expect(await toldOf(mailId)).toEqual([
      ['mail.failed', { mailId, kind: expect.any(String), about, cause: 'suppressed-manual' }],
    ]);
  });

  it('nothing of the platform’s own mails', async () => {
    const to = `bounce+platform.${t.tenant}@simulator.amazonses.com`;
    const { mailId } = await sent(to, PLATFORM);
    for (const event of await post.events(to, 'Bounce')) await hear(event);
    expect(await toldOf(mailId, { ...t, tenant: PLATFORM })).toEqual([]);
  });
});

describe('nothing more is sent to an address', () => {
  const changed = (events: unknown[], from: string, to: string) =>
    (events as { Message: string }[]).map((event) => ({ ...event, Message: event.Message.replace(from, to) }));

  it.each([
    ['where nobody is', 'bounce', 'Bounce', { reason: 'bounce', detail: 'smtp; 550 5.1.1 user unknown' }],
    ['whose owner complained', 'complaint', 'Complaint', { reason: 'complaint', detail: 'abuse' }],
  ])('%s, for the account that wrote to it', async (_, label, kind, why) => {
    const to = `${label}+suppressed.${t.tenant}@simulator.amazonses.com`;
    const { mail } = await sent(to);
    for (const event of await post.events(to, kind)) await hear(event);
    const first = await isSuppressed(t.tenant, to);
    expect(first).toMatchObject({ address: to, source: 'ses', ...why });
    expect(await isSuppressed((await tenant()).tenant, to)).toBeUndefined();
    for (const event of await post.events(to, kind)) await hear(event);
    expect(await isSuppressed(t.tenant, to)).toEqual(first);
    expect(await mail()).toMatchObject({ status: 'sent' });
  });

  it('but to one that was full, whose owner saved the mail from the spam, or that has no account to write to it', async () => {
    const full = `bounce+full.${t.tenant}@simulator.amazonses.com`;
    await sent(full);
    for (const event of changed(await post.events(full, 'Bounce'), 'Permanent', 'Transient')) await hear(event);
    expect(await isSuppressed(t.tenant, full)).toBeUndefined();

    const saved = `complaint+saved.${t.tenant}@simulator.amazonses.com`;
    await sent(saved);
    for (const event of changed(await post.events(saved, 'Complaint'), '"abuse"', '"not-spam"')) await hear(event);
    expect(await isSuppressed(t.tenant, saved)).toBeUndefined();

    const newcomer = `bounce+newcomer.${t.tenant}@simulator.amazonses.com`;
    const { mail } = await sent(newcomer, PLATFORM);
    for (const event of await post.events(newcomer, 'Bounce')) await hear(event);
    expect(await mail()).toMatchObject({ bouncedAt: expect.any(String) });
    expect(await isSuppressed(PLATFORM, newcomer)).toBeUndefined();
  });

  describe('after five mails in a row that did not arrive for a reason that may pass', () => {
    const passing = (events: unknown[], subType: string) =>
      changed(
        changed(events, '"Permanent"', '"Transient"'),
        '"bounceSubType":"General"',
        `"bounceSubType":"${subType}"`,
      );
    const seen = new Map<string, number>();
    /** Mails that come back, each told twice. */
    const bounceSoftly = async (to: string, times: number, subType = 'MailboxFull') => {
      for (let time = 0; time < times; time++) {
        await sent(to);
        const all = await post.events(to, 'Bounce');
        const events = passing(all.slice(seen.get(to) ?? 0), subType);
        seen.set(to, all.length);
        for (const event of [...events, ...events]) await hear(event);
      }
    };

    it('without a delivery; and anew once that is lifted', async () => {
      const to = `bounce+soft.${t.tenant}@simulator.amazonses.com`;
      await bounceSoftly(to, 4);
      expect(await isSuppressed(t.tenant, to)).toBeUndefined();
      await bounceSoftly(to, 1);
      const found = await isSuppressed(t.tenant, to);
      expect(found).toMatchObject({ reason: 'soft-bounces', source: 'ses', detail: expect.any(String) });
      await commit(lift(t.tenant, found!, 'usr', 'boîte vidée', new Date()), new Date());
      await bounceSoftly(to, 4);
      expect(await isSuppressed(t.tenant, to)).toBeUndefined();
    });

    it('a delivery begins a new row', async () => {
      const to = `bounce+row.${t.tenant}@simulator.amazonses.com`;
      await bounceSoftly(to, 4);
      const { mailId } = await sent(to);
      // The mailbox that stands for one that bounces says so of this mail too.
      seen.set(to, (await post.events(to, 'Bounce')).length);
      const at = new Date().toISOString();
      const mail = { messageId: 'm-d', timestamp: at, tags: { tenant: [t.tenant], mail: [mailId] } };
      const delivery = { timestamp: at, recipients: [to] };
      await hear({ Type: 'Notification', Message: JSON.stringify({ eventType: 'Delivery', mail, delivery }) });
      await bounceSoftly(to, 4);
      expect(await isSuppressed(t.tenant, to)).toBeUndefined();
    });

    it.each(['MessageTooLarge', 'ContentRejected', 'AttachmentRejected'])(
      'what is about the message (%s) does not count',
      async (subType) => {
        const to = `bounce+${subType.toLowerCase()}.${t.tenant}@simulator.amazonses.com`;
        await bounceSoftly(to, 6, subType);
        expect(await isSuppressed(t.tenant, to)).toBeUndefined();
      },
    );
  });

  it('even when one event tells of more than one transaction holds', async () => {
    const addresses = Array.from({ length: 60 }, (_, i) => t.email(`many.${i}`));
    const bounce = {
      timestamp: '2026-11-21T10:00:00Z',
      bounceType: 'Permanent',
      bouncedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
    };
    const mail = { messageId: 'm-1', timestamp: bounce.timestamp, tags: { tenant: [t.tenant], mail: ['mail_gone'] } };
    await hear({ Type: 'Notification', Message: JSON.stringify({ eventType: 'Bounce', mail, bounce }) });
    const found = await Promise.all(addresses.map((address) => isSuppressed(t.tenant, address)));
    expect(found.every(Boolean)).toBe(true);
  });
});

describe('says nothing, and fails nothing,', () => {
  const before = (message: unknown) => ({ Type: 'Notification', Message: message });
  const event = { eventType: 'Send', mail: { messageId: 'm-1', timestamp: '2026-11-21T10:00:00Z' } };
  it.each([
    ['of a message that others sent', JSON.stringify(event)],
    [
      'of a mail that is no more',
      JSON.stringify({ ...event, mail: { ...event.mail, tags: { tenant: [PLATFORM], mail: ['mail_gone'] } } }),
    ],
    ['of SES’s try of a new topic', 'Successfully validated SNS topic for Amazon SES event publishing.'],
    ['of an event that it does not know', JSON.stringify({ ...event, eventType: 'Subscription' })],
  ])('%s', (_, message) => hear(before(message)));
});

it('a message that cannot be understood comes again, and ends where the alarm is', async () => {
  await expect(hear({ Type: 'Notification', Message: '{"eventType":' })).rejects.toThrow();
  await expect(hear({ nothing: true })).rejects.toThrow();
});
