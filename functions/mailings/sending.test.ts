import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { after, DAY, MINUTE } from '../../shared/clock.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import { transact } from '../../shared/table/transact.ts';
import { press as answer, asked, consentOf, oneClick, withdraw } from '../../test/consents.ts';
import { work } from '../../test/consumers.ts';
import { crashAfter } from '../../test/crash.ts';
import { happenedIn } from '../../test/facts.ts';
import {
  addresses,
  agreed,
  consenting,
  countedResults,
  exportedRecipients,
  follow,
  leaves,
  ownAccount,
  press,
  ready,
  record,
  refused,
  seen,
  tick,
} from '../../test/mailings.ts';
import { ownPost, type Post } from '../../test/post.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { consents } from '../consents/consent.ts';
import { findContact } from '../contacts/contact.ts';
import deleteContactContract from '../contacts/delete-contact/contract.ts';
import { handler as deleteContact } from '../contacts/delete-contact/handler.ts';
import addSuppressionContract from '../mail/add-suppression/contract.ts';
import { handler as addSuppression } from '../mail/add-suppression/handler.ts';
import { mails } from '../mail/mail.ts';
import recordContract from '../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../mail/record-mail-event/handler.ts';
import deleteSmtpContract from '../sending-accounts/delete-smtp-account/contract.ts';
import { handler as deleteSmtpAccount } from '../sending-accounts/delete-smtp-account/handler.ts';
import handOverContract from './hand-over-mailing/contract.ts';
import { handler as handOverMailing } from './hand-over-mailing/handler.ts';
import { findRecipientByKey } from './recipient.ts';
import showLinkedContract from './show-linked-page/contract.ts';
import { handler as showLinkedPage } from './show-linked-page/handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
});
beforeEach(async () => {
  post.ses.setFault(null);
  t = await tenant();
});

const letters = async (address: string) =>
  (await t.inbox(address)).filter(({ subject }) => subject.includes('nouveautés'));

describe('a mailing that is sent', () => {
  it('reaches those who agreed and nobody else, once, with a way out that mailboxes know too', async () => {
    const anne = await agreed(t, 'anne');
    const no = await refused(t, 'no');
    await record(t, { emails: [t.email('unasked'), anne.toUpperCase()] });
    const id = await ready(t);
    expect((await press(t, 'send', id)).status).toBe(202);
    await leaves(t, id);
    expect(await seen(t, id)).toMatchObject({
      status: 'sent',
      results: { planned: 0, claimed: 0, sent: 1 },
      progress: { done: 1, total: 1 },
      endedAt: expect.any(String),
    });
    const [letter, ...more] = await letters(anne);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({ subject: 'Nos nouveautés, Anne', from: expect.stringContaining('Durand & fils') });
    const link = letter?.headers['list-unsubscribe']?.replace(/[<>]/g, '');
    expect(letter?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(letter?.html).toContain(`href="${link}"`);
    expect(letter?.text).toContain(link);
    // Nothing in it is fetched: opens are nobody's business.
    expect(letter?.html).not.toMatch(/<img[^>]+src="http/);
    for (const other of [no, t.email('unasked')]) expect(await letters(other)).toEqual([]);
    await oneClick(t, link?.split('/').at(-1) ?? '');
    expect(await consentOf(t, anne)).toMatchObject({ status: 'refused' });
  });

  it('that would reach nobody is refused, and so is what its state does not allow', async () => {
    await record(t, { emails: [t.email('unasked')] });
    const id = await ready(t);
    expect(await press(t, 'send', id)).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('nobody') },
    });
    for (const verb of ['pause', 'resume'] as const) expect((await press(t, verb, id)).status).toBe(409);
    expect((await press(t, 'cancel', id)).status).toBe(200);
    for (const verb of ['send', 'cancel'] as const) expect((await press(t, verb, id)).status).toBe(409);
  });
});

describe('what happened between the freeze and the turn', () => {
  it('is read before each email: a withdrawal, a suppression, a record that is gone', async () => {
    const [withdrew, suppressed, stays] = [
      await agreed(t, 'w'),
      await consenting(t, 's'),
      await consenting(t, 'stays'),
    ];
    const gone = await consenting(t, 'gone');
    const id = await ready(t);
    await withdraw(t, withdrew);
    await t.call(addSuppression, addSuppressionContract, {
      body: { address: suppressed, reason: 'manual', detail: 'parti' },
    });
    const { contactId } = (await addresses(t, id)).find(({ email }) => email === gone) ?? { contactId: '' };
    await t.call(deleteContact, deleteContactContract, { params: { contactId } });
    await press(t, 'send', id);
    await leaves(t, id);
    expect((await seen(t, id)).results).toMatchObject({ planned: 0, sent: 1, withdrawn: 2, suppressed: 1 });
    expect(await letters(stays)).toHaveLength(1);
    for (const other of [withdrew, suppressed, gone]) expect(await letters(other)).toEqual([]);
    expect(await addresses(t, id, { result: 'withdrawn' })).toContainEqual(
      expect.objectContaining({ email: gone, reason: expect.stringContaining('fiches') }),
    );
  });

  it('counts also when the email was on its way already', async () => {
    const anne = await agreed(t, 'anne');
    const id = await ready(t);
    await press(t, 'send', id);
    // Its email is queued, and has not left.
    const [step] = await t.queued('hand-over-mailing');
    await t.receive(handOverMailing, handOverContract, step);
    expect((await seen(t, id)).results).toMatchObject({ claimed: 1 });
    await withdraw(t, anne);
    await leaves(t, id);
    expect((await seen(t, id)).results).toMatchObject({ claimed: 0, sent: 0, withdrawn: 1 });
    expect(await letters(anne)).toEqual([]);
  });
});

it('nobody receives more mailings in a month than they agreed to, and everybody is told why', async () => {
  const { email, token } = await asked(t, 'seldom', { perMonth: 1 });
  await answer(t, token, ['accept']);
  const often = await agreed(t, 'often');
  await work(t);
  const from = new Date('2027-03-10T10:00:00.000Z');
  const leavesIn = async (month: Date) => {
    const id = await ready(t);
    await press(t, 'send', id, { clock: () => month });
    await leaves(t, id, month);
    return id;
  };
  await leavesIn(from);
  const second = await leavesIn(from);
  expect((await seen(t, second)).results).toMatchObject({ sent: 1, withdrawn: 1 });
  expect(await addresses(t, second, { result: 'withdrawn' })).toMatchObject([
    { email, reason: expect.stringContaining('ce mois-ci') },
  ]);
  await leavesIn(new Date('2027-04-01T00:00:00.000Z'));
  expect(await letters(email)).toHaveLength(2);
  expect(await letters(often)).toHaveLength(3);
});

it('the recap foresees whom the month leaves out, unless it leaves in another month', async () => {
  const anne = await consenting(t, 'anne');
  await consenting(t, 'zoe');
  const now = new Date();
  const mailed = { month: now.toISOString().slice(0, 7), count: 1 };
  await transact([consents.update(t.tenant, { address: emailKey(anne) }, { set: { perMonth: 1, mailed } })]);
  const id = await ready(t);
  expect(await seen(t, id)).toMatchObject({ recap: { accepted: 2 }, beyondMonthlyLimit: 1 });
  const later = after(now, 40 * DAY)
    .toISOString()
    .slice(0, 10);
  await press(t, 'schedule', id, { body: { at: `${later}T09:00`, timeZone: 'Europe/Paris' } });
  expect(await seen(t, id)).toMatchObject({ beyondMonthlyLimit: 0 });
  await press(t, 'send', id);
  await leaves(t, id);
  expect((await seen(t, id)).results).toMatchObject({ sent: 1, withdrawn: 1 });
});

describe('what its server makes of an email', () => {
  it('nobody knows: uncertain, until SES says what became of it', async () => {
    const anne = await consenting(t, 'anne');
    const id = await ready(t);
    await press(t, 'send', id);
    const now = new Date();
    expect(await crashAfter('SendRawEmailCommand', () => tick(t, now))).toBe(true);
    const ended = await leaves(t, id, after(now, 3 * MINUTE));
    expect(await seen(t, id)).toMatchObject({ status: 'sent', results: { uncertain: 1, sent: 0 } });
    for (const event of await post.events(anne, 'Delivery')) {
      await t.receive(recordMailEvent, recordContract, event, { raw: true });
    }
    await work(t, () => ended);
    expect(await seen(t, id)).toMatchObject({ results: { uncertain: 0, sent: 1 }, report: { delivered: 1 } });
    expect(await letters(anne)).toHaveLength(1);
  });

  it('refused: it is told with the server’s words', async () => {
    await consenting(t, 'anne');
    const id = await ready(t);
    post.ses.setFault({ code: 'MessageRejected', message: 'Address blacklisted.', status: 400 });
    await press(t, 'send', id);
    await leaves(t, id);
    expect((await seen(t, id)).results).toMatchObject({ refused: 1, sent: 0 });
    expect(await addresses(t, id, { result: 'refused' })).toMatchObject([
      { reply: expect.stringContaining('blacklisted'), reason: expect.stringContaining('refuse') },
    ]);
  });

  it('throttled: no failure, it leaves later', async () => {
    const anne = await consenting(t, 'anne');
    const id = await ready(t);
    post.ses.setFault({ code: 'Throttling', message: 'Maximum sending rate exceeded.', status: 400 });
    await press(t, 'send', id);
    await work(t);
    expect((await seen(t, id)).results).toMatchObject({ claimed: 1 });
    const { mailId = '' } = (await findRecipientByKey(t.tenant, id, emailKey(anne))) ?? {};
    expect(await mails.get(t.tenant, { id: mailId })).toMatchObject({ status: 'queued', attempts: 0 });
    post.ses.setFault(null);
    await leaves(t, id);
    expect((await seen(t, id)).results).toMatchObject({ sent: 1 });
    expect(await letters(anne)).toHaveLength(1);
  });

  it('comes back: the address is refused after all, and suppressed', async () => {
    const address = `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`;
    await consenting(t, 'bounce', address);
    const id = await ready(t);
    await press(t, 'send', id);
    const ended = await leaves(t, id);
    for (const event of await post.events(address, 'Bounce')) {
      await t.receive(recordMailEvent, recordContract, event, { raw: true });
    }
    await work(t, () => ended);
    expect((await seen(t, id)).results).toMatchObject({ refused: 1, sent: 0 });
  });
});

describe('a schedule', () => {
  const night = { at: '2027-03-28T02:30', timeZone: 'Europe/Paris' };
  const schedule = (id: string, body: object) =>
    press(t, 'schedule', id, { body, clock: () => new Date('2027-03-01T10:00:00Z') });

  it('is by the clock on the wall: what does not exist is the next minute that does, and it leaves then, once', async () => {
    const anne = await consenting(t, 'anne');
    await work(t);
    const id = await ready(t);
    expect(await schedule(id, night)).toMatchObject({
      status: 200,
      body: { status: 'scheduled', scheduledFor: { ...night, instant: '2027-03-28T01:00:00.000Z' } },
    });
    await tick(t, new Date('2027-03-28T00:59:00.000Z'));
    expect(await seen(t, id)).toMatchObject({ status: 'scheduled', results: { planned: 1 } });
    const leave = new Date('2027-03-28T01:00:01.000Z');
    await leaves(t, id, leave);
    expect(await seen(t, id)).toMatchObject({ status: 'sent', sendingSince: leave.toISOString() });
    expect(await letters(anne)).toHaveLength(1);
  });

  it('made again counts alone; one in the past, or without its zone, is refused', async () => {
    await consenting(t, 'anne');
    await work(t);
    const id = await ready(t);
    await schedule(id, night);
    const later = { ...night, at: '2027-04-30T09:00' };
    expect((await schedule(id, later)).status).toBe(200);
    await tick(t, new Date('2027-04-29T01:00:00.000Z'));
    expect(await seen(t, id)).toMatchObject({ status: 'scheduled', results: { planned: 1 } });
    expect((await schedule(id, { ...night, at: '2020-01-01T09:00' })).status).toBe(422);
    expect((await schedule(id, { at: '2027-04-30T09:00' })).status).toBe(422);
    await leaves(t, id, new Date('2027-05-01T07:00:00.000Z'));
    expect(await seen(t, id)).toMatchObject({ status: 'sent' });
  });
});

it('a test goes to oneself alone, as it will leave', async () => {
  await consenting(t, 'anne');
  const id = await ready(t);
  expect(await press(t, 'test', id)).toMatchObject({ status: 202, body: { to: t.userEmail } });
  await work(t);
  const [letter] = await letters(t.userEmail);
  expect(letter).toMatchObject({
    subject: 'Nos nouveautés, Camille',
    text: expect.stringContaining('Bonjour Camille'),
  });
  expect(await seen(t, id)).toMatchObject({ status: 'ready', results: { planned: 1 } });
});

it('a pause hands nothing more over, and a resumption goes on where it was', async () => {
  const all = [];
  for (const name of ['a', 'b', 'c']) all.push(await consenting(t, name));
  const id = await ready(t);
  await press(t, 'send', id);
  expect((await press(t, 'pause', id)).body).toMatchObject({ status: 'paused' });
  await leaves(t, id);
  expect(await seen(t, id)).toMatchObject({ status: 'paused', results: { planned: 3 } });
  await press(t, 'resume', id);
  await leaves(t, id);
  expect(await seen(t, id)).toMatchObject({ status: 'sent', results: { sent: 3 } });
  expect(await countedResults(t, id)).toEqual({ sent: 3 });
  for (const address of all) expect(await letters(address)).toHaveLength(1);
});

it('fails when its own sender is gone, the rest planned; resumed through another, it goes on', async () => {
  const [anne, zoe] = [await consenting(t, 'anne'), await consenting(t, 'zoe')];
  const id = await ready(t, { sender: await ownAccount(t) });
  await press(t, 'send', id);
  await t.call(deleteSmtpAccount, deleteSmtpContract, {
    params: { smtpAccountId: (await seen(t, id)).sender },
  });
  await leaves(t, id);
  expect(await seen(t, id)).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('autre expéditeur'),
    results: { planned: 2 },
  });
  expect((await press(t, 'refresh', id)).status).toBe(409);
  expect((await press(t, 'resume', id, { body: { sender: 'platform' } })).body).toMatchObject({
    status: 'sending',
    sender: 'platform',
  });
  await leaves(t, id);
  expect(await seen(t, id)).toMatchObject({ status: 'sent', results: { sent: 2 } });
  for (const address of [anne, zoe]) expect(await letters(address)).toHaveLength(1);
});

it('what is cancelled stays planned, for ever', async () => {
  const anne = await consenting(t, 'anne');
  const id = await ready(t);
  await press(t, 'send', id);
  await press(t, 'cancel', id);
  await leaves(t, id);
  expect(await seen(t, id)).toMatchObject({ status: 'cancelled', results: { planned: 1, sent: 0 } });
  expect(await letters(anne)).toEqual([]);
});

describe('clicks are counted where the business chose so', () => {
  const html =
    '<p>{{firstName}}, <a href="https://shop.example/mars?pour={{email}}">nos nouveautés</a>, <a href="https://shop.example/plan">le plan</a>, <a href="https://shop.example/avis">vos avis</a> ou <a href="mailto:shop@durand.example">un mot</a>.</p>';
  const minutes = (from: Date, count: number) => after(from, count * MINUTE);
  const linksOf = ({ html = '' }: { html?: string | undefined } = {}) => [
    ...new Set([...html.matchAll(/href="([^"]+\/c\/[^"]+)"/g)].map(([, address = '']) => address)),
  ];
  /** A mailing that reached these people, counted. */
  async function reached(...people: string[]) {
    for (const name of people) await consenting(t, name);
    await work(t);
    const id = await ready(t, { html, countClicks: true });
    await press(t, 'send', id);
    const at = await leaves(t, id);
    const links = async (name: string) => linksOf((await letters(t.email(name)))[0]);
    return { id, at, links };
  }

  it('a person is led on at once, and counts once in the report, for the record and for who listens', async () => {
    const { id, at, links } = await reached('anne', 'zoe');
    const [first = '', second = ''] = await links('anne');
    const [letter] = await letters(t.email('anne'));
    expect(letter?.html).toContain('Ses liens sont comptés');
    expect(letter?.html).toContain('mailto:shop@durand.example');
    expect(letter?.text).toContain(`<${first}>`);
    expect(letter?.text).not.toContain('https://shop.example/');
    expect(first).not.toContain(t.email('anne'));
    for (const [link, minute] of [
      [first, 5],
      [first, 5],
      [second, 10],
      [first, 60],
    ] as const) {
      const answer = await follow(t, link, minutes(at, minute));
      expect(answer).toMatchObject({ status: 303 });
      if (link === first)
        expect(answer.location).toBe(`https://shop.example/mars?pour=${encodeURIComponent(t.email('anne'))}`);
      await tick(t, minutes(at, minute + 2));
    }
    expect((await seen(t, id)).report).toEqual({
      delivered: 0,
      clicked: 1,
      withdrawn: 0,
      links: [
        { address: 'https://shop.example/mars?pour={{email}}', clicked: 1 },
        { address: 'https://shop.example/plan', clicked: 1 },
        { address: 'https://shop.example/avis', clicked: 0 },
      ],
    });
    expect(await addresses(t, id, { report: 'clicked' })).toMatchObject([
      { email: t.email('anne'), clickedAt: minutes(at, 5).toISOString() },
    ]);
    expect(await exportedRecipients(t, id, { format: 'csv' })).toContain(minutes(at, 5).toISOString());
    const [{ contactId = '' } = {}] = await addresses(t, id, { report: 'clicked' });
    expect(await findContact(t.tenant, contactId)).toMatchObject({ lastContactAt: minutes(at, 60).toISOString() });
    const clicks = (await happenedIn(t)).filter(({ name }) => name === 'mailing.clicked');
    expect(clicks.map(({ data }) => data)).toEqual([{ mailingId: id, contactId }]);
  });

  it('a machine is led on too, and counts nowhere; the person who comes after it does', async () => {
    const { id, at, links } = await reached('anne');
    const all = await links('anne');
    const prefetched = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' };
    for (const headers of [{}, { 'user-agent': 'curl/8.5.0' }, prefetched])
      expect((await follow(t, all[0] ?? '', minutes(at, 5), headers)).status).toBe(303);
    expect(await t.queued('judge-visit')).toEqual([]);
    // One that is a browser itself.
    for (const link of all) expect((await follow(t, link, minutes(at, 6))).status).toBe(303);
    await tick(t, minutes(at, 8));
    expect((await seen(t, id)).report).toMatchObject({ clicked: 0 });
    await follow(t, all[0] ?? '', minutes(at, 600));
    await tick(t, minutes(at, 602));
    expect((await seen(t, id)).report).toMatchObject({ clicked: 1 });
  });

  it('leads to nothing but what stood in the email, for whoever changes the address; who tries it is not counted', async () => {
    const { id, at, links } = await reached('anne');
    const [link = ''] = await links('anne');
    const token = link.split('/').at(-2) ?? '';
    for (const wrong of ['3', '99', '-1', 'https:%2F%2Fevil.example', '0x0'])
      expect(await t.submit(showLinkedPage, showLinkedContract, { params: { token, link: wrong } })).toMatchObject({
        status: 404,
        location: undefined,
      });
    expect((await follow(t, `https://x/c/${'A'.repeat(43)}/0`, at)).status).toBe(404);
    await press(t, 'test', id);
    await work(t);
    const [tried = ''] = linksOf((await letters(t.userEmail))[0]);
    const { location } = await follow(t, tried, minutes(at, 5));
    expect(location).toBe(`https://shop.example/mars?pour=${encodeURIComponent(t.userEmail)}`);
    await tick(t, minutes(at, 7));
    expect((await seen(t, id)).report).toMatchObject({ clicked: 0 });
  });
});

it('its report tells what SES confirmed and who unsubscribed by it; clicks are not counted unless asked for', async () => {
  const [anne] = [await agreed(t, 'anne'), await consenting(t, 'zoe')];
  await work(t);
  const id = await ready(t, { html: '<p><a href="https://shop.example/mars">Mars</a></p>' });
  await press(t, 'send', id);
  const ended = await leaves(t, id);
  const [letter] = await letters(anne);
  expect(letter?.html).toContain('href="https://shop.example/mars"');
  expect(letter?.html).not.toContain('comptés');
  for (const event of await post.events(anne, 'Delivery')) {
    await t.receive(recordMailEvent, recordContract, event, { raw: true });
  }
  await work(t, () => ended);
  const link = letter?.headers['list-unsubscribe']?.replace(/[<>]/g, '').split('/').at(-1) ?? '';
  await oneClick(t, link);
  await oneClick(t, link);
  await work(t);
  expect(await seen(t, id)).toMatchObject({ countClicks: false, results: { sent: 2, withdrawn: 0 } });
  expect((await seen(t, id)).report).toEqual({ delivered: 1, withdrawn: 1 });
  expect(await addresses(t, id, { report: 'withdrawn' })).toMatchObject([
    { email: anne, unsubscribedAt: expect.any(String) },
  ]);
  const names = (await happenedIn(t)).flatMap(({ name, data }) => (data.mailingId === id ? [name] : []));
  expect(names.sort()).toEqual(['consent.withdrawn', 'mailing.completed', 'mailing.ready', 'mailing.started']);
});
