import { beforeAll, describe, expect, it, test } from 'vitest';
import { after, MINUTE } from '../../../shared/clock.ts';
import type { WebhookContract } from '../../../shared/function/contract.ts';
import { commit } from '../../../shared/table/transact.ts';
import { actsOf, askConsent, asked, consentOf, historyOf, oneClick, press, recorded } from '../../../test/consents.ts';
import { happenedIn } from '../../../test/facts.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import deliverContract from '../../mail/deliver-mail/contract.ts';
import { handler as deliverMail } from '../../mail/deliver-mail/handler.ts';
import { linksFor } from '../consent-link.ts';
import showContract from '../show-unsubscribe/contract.ts';
import { handler as showUnsubscribe } from '../show-unsubscribe/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const page = (token: string) => t.submit(showUnsubscribe, showContract, { params: { token } });

/** The POST of a mailbox provider: whatever it says, the link says all. */
const posted = (token: string, body: string, headers: Record<string, string | undefined>) =>
  t.notify(handler, contract as unknown as WebhookContract, { params: { token }, body, headers });

const ONE_CLICK = 'List-Unsubscribe=One-Click';
const multipart = `--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n`;

describe('a mailbox unsubscribes for its owner, with nothing but the link:', () => {
  it.each<[string, string, Record<string, string | undefined>]>([
    ['urlencoded', ONE_CLICK, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['multipart', multipart, { 'content-type': 'multipart/form-data; boundary=b' }],
    ['text', ONE_CLICK, { 'content-type': 'text/plain' }],
    ['no type', ONE_CLICK, { 'content-type': undefined }],
    ['an empty body', '', { 'content-type': undefined }],
    ['a body that is nothing', '\u0000{', { 'content-type': 'application/json' }],
    ['no user agent', ONE_CLICK, { 'user-agent': undefined }],
    ['an empty user agent', ONE_CLICK, { 'user-agent': '' }],
    ['curl', ONE_CLICK, { 'user-agent': 'curl/8.5.0' }],
    ['a security product', ONE_CLICK, { 'user-agent': 'Java security scanner' }],
    ['from its own site', ONE_CLICK, { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }],
  ])('%s', async (_, body, headers) => {
    const { email, token } = await asked(t, `click-${Math.random()}`);
    await press(t, token, ['accept']);
    const { status, location, body: shown } = await posted(token, body, headers);
    expect({ status, location }).toEqual({ status: 200, location: undefined });
    expect(shown).toContain('plus aucun de ces envois');
    expect(await consentOf(t, email)).toMatchObject({ status: 'refused', decidedBy: 'recipient' });
    expect(await actsOf(t, email)).toEqual(['requested', 'accepted', 'withdrawn']);
  });
});

it('a person does so by a page with a button; opened it does nothing, pressed twice it is one act', async () => {
  const { email, token } = await asked(t, 'person');
  await press(t, token, ['accept']);
  expect((await page(token)).body).toContain('Me désabonner');
  expect(await consentOf(t, email)).toMatchObject({ status: 'accepted' });
  for (const answer of await Promise.all([oneClick(t, token), oneClick(t, token), oneClick(t, token)]))
    expect(answer.status).toBe(200);
  expect((await page(token)).body).not.toContain('Me désabonner');
  expect((await historyOf(t, email)).slice(1)).toMatchObject([
    { act: 'accepted' },
    { act: 'withdrawn', actor: { kind: 'recipient' }, details: { channel: 'unsubscribe-link' } },
  ]);
  const { id } = await consentOf(t, email);
  const withdrawn = (await happenedIn(t)).filter(
    ({ name, data }) => name === 'consent.withdrawn' && data.consentId === id,
  );
  expect(withdrawn).toHaveLength(1);
});

it('of an address that nobody ever asked, it is a refusal: nobody asks any more', async () => {
  const email = t.email('unasked');
  await recorded(t, email);
  const now = new Date();
  const { unsubscribe, write } = linksFor(t.tenant, email, now);
  await commit([write], now);
  expect((await oneClick(t, unsubscribe.split('/').at(-1)!)).status).toBe(200);
  expect(await consentOf(t, email)).toMatchObject({ status: 'refused', actions: [] });
  expect(await actsOf(t, email)).toEqual(['refused']);
  expect(await askConsent(t, email)).toMatchObject({ status: 409 });
});

it('a link never given unsubscribes nobody', async () => {
  expect((await oneClick(t, 'A'.repeat(43))).status).toBe(404);
});

test('a mail that asks bears both headers, and they lead to the same act', async () => {
  const { email, token } = await asked(t, 'headers');
  const [mail] = await t.inbox(email);
  expect(mail?.headers['list-unsubscribe-post']).toBe(ONE_CLICK);
  const [, link = ''] = /^<(https?:\/\/\S+)>$/.exec(mail?.headers['list-unsubscribe'] ?? '') ?? [];
  expect(link).toMatch(new RegExp(`/unsubscribe/${token}$`));
});

test('what was queued before does not leave after it: neither the request nor a reminder', async () => {
  const email = t.email('queued');
  await recorded(t, email);
  await askConsent(t, email);
  const waiting = await t.queued('deliver-mail');
  const now = new Date();
  const { unsubscribe, write } = linksFor(t.tenant, email, now);
  await commit([write], now);
  await oneClick(t, unsubscribe.split('/').at(-1)!);
  for (const at of [now, after(now, 5 * MINUTE)])
    for (const data of waiting) await t.receive(deliverMail, deliverContract, data, { clock: () => at });
  expect(await t.inbox(email)).toEqual([]);
});
