import { beforeAll, expect, test } from 'vitest';
import { after } from '../../../shared/clock.ts';
import { askForAccount, mailsTo, newcomer, pressActivate, tokenMailedTo } from '../../../test/accounts.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

test('mails the activation link in the caller’s language', async () => {
  const french = t.email('french');
  const english = t.email('english');
  const answer = await askForAccount(t, newcomer(french));
  expect(answer).toMatchObject({ status: 202, body: { status: 'email-sent' } });
  await askForAccount(t, newcomer(english), { 'accept-language': 'en-GB' });

  const [inFrench] = await mailsTo(t, french);
  const [inEnglish] = await mailsTo(t, english);
  expect(inFrench?.text).toMatch(/http:\/\/localhost:4000\/activate\/[\w-]{43}/);
  expect(inFrench?.text).toContain('Anne');
  expect(inFrench?.subject).not.toBe(inEnglish?.subject);
});

test('answers the same for an address that has an account, and tells only its mailbox', async () => {
  const email = t.email('known');
  const unknown = await askForAccount(t, newcomer(email));
  await pressActivate(t, await tokenMailedTo(t, email));

  const known = await askForAccount(t, newcomer(email.toUpperCase()));
  expect(known.status).toBe(unknown.status);
  expect(known.body).toEqual(unknown.body);
  const [newest] = await mailsTo(
    t,
    email.toUpperCase().replace(/@.*/, (domain) => domain.toLowerCase()),
  );
  expect(newest).toBeDefined();
  expect(newest?.text).not.toContain('/activate/');
});

test('mails an address at most five times an hour, without a word about it', async () => {
  const email = t.email('often');
  const start = new Date('2026-11-20T10:00:00Z');
  for (let i = 0; i < 7; i++) {
    const typed = i % 2 ? email : email.replace('often', 'OFTEN');
    expect((await askForAccount(t, newcomer(typed), {}, () => start)).status).toBe(202);
  }
  const came = [...(await mailsTo(t, email)), ...(await mailsTo(t, email.replace('often', 'OFTEN')))];
  expect(new Set(came.map(({ id }) => id)).size).toBe(5);

  await askForAccount(t, newcomer(email), {}, () => after(start, 3600));
  expect((await mailsTo(t, email)).length).toBeGreaterThan(0);
  expect(await t.queued('deliver-mail')).toEqual([]);
});

test.each([
  ['an unknown field', { role: 'admin' }, '/role'],
  ['an address that is none', { email: 'anne.martin' }, '/email'],
  ['a link for a name', { firstName: 'Gagnez ! https://evil.example' }, '/firstName'],
  ['a missing name', { lastName: undefined }, '/lastName'],
  ['an empty name', { firstName: '  ' }, '/firstName'],
  ['a name over two lines', { firstName: 'Anne\r\nBcc: x@example.com' }, '/firstName'],
])('refuses %s', async (_what, wrong, pointer) => {
  const email = t.email('wrong');
  const { status, body } = await askForAccount(t, { ...newcomer(email), ...wrong });
  expect(status).toBe(422);
  expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  expect(await t.queued('deliver-mail')).toEqual([]);
});
