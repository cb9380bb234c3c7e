import { beforeEach, describe, expect, test } from 'vitest';
import { GMAIL, smtpSteps } from '../../../test/smtp/steps.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import listContract from '../list-smtp-accounts/contract.ts';
import { handler as list } from '../list-smtp-accounts/handler.ts';
import { findSmtpAccount, listSmtpAccounts, smtpAccountOf, smtpPassword } from '../smtp/smtp-account.ts';

let t: TestTenant;
let steps: ReturnType<typeof smtpSteps>;
beforeEach(async () => {
  t = await tenant();
  steps = smtpSteps(t);
});
const passwordOf = async (id: string) => smtpPassword(t.tenant, await findSmtpAccount(t.tenant, id));

test('a preset fills host, port and security; the account is shown without its password', async () => {
  const { status, body, location } = await steps.create();
  expect(status).toBe(201);
  expect(location).toBe(`/v1/smtp-accounts/${body.id}`);
  expect(body).toEqual({
    id: expect.stringMatching(/^smtp_/),
    owner: 'shop',
    purpose: 'transactional',
    preset: 'gmail',
    provider: 'Gmail',
    host: 'smtp.gmail.com',
    port: 465,
    security: 'tls',
    login: 'atelier.durand@gmail.com',
    fromAddress: 'atelier.durand@gmail.com',
    fromName: 'Atelier Durand',
    encoding: 'UTF-8',
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect((await steps.read(body.id)).body).toEqual(body);
  expect((await t.call(list, listContract)).body).toEqual({ items: [body], nextCursor: null });
});

test('the password is encrypted for this account alone', async () => {
  const { body } = await steps.create({ password: 'abcd efgh ijkl mnop' });
  const stored = await findSmtpAccount(t.tenant, body.id);
  expect(JSON.stringify(stored)).not.toMatch(/abcd|ijkl/);
  const { body: own } = await steps.create({ owner: t.userId, password: 'another password' });
  const { encryptedPassword } = await findSmtpAccount(t.tenant, own.id);
  await expect(smtpPassword(t.tenant, { ...stored, encryptedPassword })).rejects.toThrow();
});

describe('spaces of a pasted password', () => {
  test.each([
    [
      'an application password loses them all',
      { preset: 'gmail' },
      ' abcd\u00a0efgh ijkl\u200bmnop\n',
      'abcdefghijklmnop',
    ],
    ['so does a key', { preset: 'brevo' }, 'xsmtp sib-1 ', 'xsmtpsib-1'],
    [
      'and where only the host tells the provider',
      { preset: undefined, host: 'smtp.gmail.com', port: 465 },
      'a b',
      'ab',
    ],
    ['a mailbox’s own keeps those inside', { preset: 'orange' }, '\u00a0mon chien dort \u2009', 'mon chien dort'],
    ...[{ preset: 'ovh' }, { preset: undefined, host: 'smtp.exemple.fr', port: 587 }].flatMap((server) =>
      ['abcd efgh ijkl mnop', '\tabcd\u00a0efgh\u00a0ijkl\u00a0mnop ', 'abcd\tefgh\tijkl\tmnop'].map(
        (typed): [string, object, string, string] => [
          `one in groups of four is an application password, whatever the server: ${JSON.stringify([typed, server])}`,
          server,
          typed,
          'abcdefghijklmnop',
        ],
      ),
    ),
    ['a tab inside is a space', { preset: 'orange' }, 'mon\tchien dort\t', 'mon chien dort'],
    ['accents and signs stay', { preset: 'ovh' }, 'é"\\<&\u00a7\u20ac', 'é"\\<&§€'],
  ])('%s', async (_what, body, typed, kept) => {
    const created = await steps.create({ ...body, password: typed });
    expect(await passwordOf(created.body.id)).toBe(kept);
  });
});

test('by hand: host and port, in ASCII; security follows the port unless given', async () => {
  const hand = { preset: undefined, host: 'Mail.Exämple.FR.', port: 587 };
  const { body } = await steps.create(hand);
  expect(body).toMatchObject({ host: 'mail.xn--exmple-cua.fr', port: 587, security: 'starttls' });
  expect(body).not.toHaveProperty('preset');
  const own = await steps.create({ ...hand, owner: t.userId, port: 465 });
  expect(own.body.security).toBe('tls');
});

test('what is typed beside a preset wins', async () => {
  expect((await steps.create({ preset: 'gandi', port: 587, security: 'starttls' })).body).toMatchObject({
    host: 'mail.gandi.net',
    port: 587,
    security: 'starttls',
  });
});

test('a provider whose server is not known asks for it', async () => {
  const refused = await steps.create({ preset: 'monaco-telecom' });
  expect(refused.status).toBe(422);
  expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/host', '/port']);
  const given = await steps.create({ preset: 'monaco-telecom', host: 'smtp.example.com', port: 465 });
  expect(given.body).toMatchObject({ provider: 'Monaco Telecom', host: 'smtp.example.com', security: 'tls' });
});

test('one account per owner and purpose', async () => {
  const first = await steps.create();
  const second = await steps.create({ preset: 'ovh' });
  expect(second.status).toBe(409);
  expect(second.body.type).toMatch(/smtp-account-exists$/);
  expect((await steps.create({ owner: t.userId })).status).toBe(201);
  expect((await steps.create({ purpose: 'campaign', preset: 'brevo' })).status).toBe(201);
  expect((await steps.remove(first.body.id)).status).toBe(204);
  expect((await steps.read(first.body.id)).status).toBe(404);
  expect((await steps.create({ preset: 'ovh' })).status).toBe(201);
});

test('two at once for the same owner: one is made', async () => {
  const answers = await Promise.all([steps.create(), steps.create({ preset: 'ovh' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await listSmtpAccounts(t.tenant, new Date())).toHaveLength(1);
});

test('the account of a sender is found by its owner and purpose', async () => {
  const { body } = await steps.create({ owner: t.userId });
  expect((await smtpAccountOf(t.tenant, t.userId, 'transactional'))?.id).toBe(body.id);
  expect(await smtpAccountOf(t.tenant, 'shop', 'transactional')).toBeUndefined();
  expect(await smtpAccountOf(t.tenant, t.userId, 'campaign')).toBeUndefined();
});

test('addresses of any language', async () => {
  const { body } = await steps.create({ fromAddress: 'rené@Exämple.fr', fromName: '张伟 – Émile' });
  expect(body).toMatchObject({ fromAddress: 'rené@xn--exmple-cua.fr', fromName: '张伟 – Émile' });
});

describe('refuses', () => {
  test.each([
    ['an unknown field', { encryptedPassword: 'x' }, '/encryptedPassword'],
    ['an unknown preset', { preset: 'hotmale' }, '/preset'],
    ['neither preset nor server', { preset: undefined }, '/host'],
    ['a port that is not for sending', { port: 25 }, '/port'],
    ['a host with a path', { host: 'smtp.example.com/x' }, '/host'],
    ['no password', { password: ' \u00a0 ' }, '/password'],
    ['a password of several lines', { password: 'a\r\nAUTH' }, '/password'],
    ['a header in the sender’s name', { fromName: 'Durand\r\nBcc: all@example.com' }, '/fromName'],
    ['a header in the sender’s name, by a line separator', { fromName: 'Durand\u2028Bcc: x' }, '/fromName'],
    ['a command in the sender’s address', { fromAddress: 'a@example.com>\r\nRCPT TO:<b@example.com' }, '/fromAddress'],
    ['two addresses', { fromAddress: 'a@example.com,b@example.com' }, '/fromAddress'],
    ['an address without a domain', { fromAddress: 'durand' }, '/fromAddress'],
    ['a login of two lines', { login: 'a\nb' }, '/login'],
    ['somebody who is not of the account', { owner: 'usr_00000000000000000000000000' }, '/owner'],
    ['campaigns through a mailbox', { purpose: 'campaign' }, '/preset'],
    ['campaigns of one user', { purpose: 'campaign', preset: 'brevo', owner: 'usr_1' }, '/owner'],
  ])('%s', async (_what, body, pointer) => {
    const answer = await steps.create(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe(pointer);
    expect(JSON.stringify(answer.body)).not.toContain(GMAIL.password);
  });

  test('a user of another account', async () => {
    const other = await tenant();
    expect((await steps.create({ owner: other.userId })).status).toBe(422);
  });

  test('a key that only reads, and an account that is not ours', async () => {
    const reader = await t.key('mail:read');
    expect((await steps.create({}, { as: reader })).status).toBe(403);
    const { body } = await steps.create();
    const other = await tenant();
    expect((await steps.read(body.id, reader)).status).toBe(200);
    expect((await steps.read(body.id, other.apiKey)).status).toBe(404);
    expect((await steps.remove(body.id, other.apiKey)).status).toBe(404);
  });
});

test('the same Idempotency-Key makes one account, and its answer holds no password', async () => {
  const headers = { 'idempotency-key': 'smtp-1' };
  const first = await steps.create({}, { headers });
  const again = await steps.create({}, { headers });
  expect(again.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(JSON.stringify(again.body)).not.toMatch(/abcd|mnop/);
});
