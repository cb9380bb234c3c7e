import { beforeAll, describe, expect, it } from 'vitest';
import { PLATFORM } from '../../../shared/identity/tenant.ts';
import { commit } from '../../../shared/table/transact.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import deliverContract from '../deliver-mail/contract.ts';
import { handler as deliverMail } from '../deliver-mail/handler.ts';
import { mails, queueMail } from '../outgoing-mail.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});

async function sent(to: string, owner = t.tenant) {
  const now = new Date();
  const { mailId, ...write } = await queueMail(
    { tenant: owner, to, locale: 'fr', template: 'account-exists', data: { firstName: 'Anne' } },
    now,
  );
  await commit([write], now);
  for (const data of await t.queued('deliver-mail')) await t.receive(deliverMail, deliverContract, data);
  return { mailId, mail: async () => (await mails.get(owner, { id: mailId }))! };
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

  it('for a passing reason has not come back yet: SES tries again', async () => {
    const to = `bounce+passing.${t.tenant}@simulator.amazonses.com`;
    const { mail } = await sent(to);
    const events = (await post.events(to, 'Bounce')) as { Message: string }[];
    const passing = events.map((event) => ({ ...event, Message: event.Message.replace('Permanent', 'Transient') }));
    for (const event of passing) await hear(event);
    expect(await mail()).not.toHaveProperty('bouncedAt');
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
