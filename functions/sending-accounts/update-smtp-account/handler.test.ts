import { beforeEach, expect, test } from 'vitest';
import { transact } from '../../../shared/table/transact.ts';
import { smtpSteps } from '../../../test/smtp/steps.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { findSmtpAccount, smtpAccounts, smtpPassword } from '../smtp/smtp-account.ts';

let t: TestTenant;
let steps: ReturnType<typeof smtpSteps>;
let id: string;
beforeEach(async () => {
  t = await tenant();
  steps = smtpSteps(t);
  id = (await steps.create()).body.id;
  const lastTest = { at: '2026-11-21T10:00:00.000Z', ok: false, stage: 'authenticate', advice: 'app-password' };
  await transact([smtpAccounts.update(t.tenant, { id }, { set: { lastTest } })]);
});
const passwordOf = async () => smtpPassword(t.tenant, await findSmtpAccount(t.tenant, id));

test('changes what is given; the password and the last test stay', async () => {
  const { body: before } = await steps.read(id);
  const { status, body } = await steps.update(id, { fromName: 'Durand & fils' });
  expect(status).toBe(200);
  expect(body).toEqual({ ...before, fromName: 'Durand & fils', updatedAt: expect.any(String) });
  expect(await passwordOf()).toBe('abcdefghijklmnop');
  expect(body.lastTest).toMatchObject({ ok: false, stage: 'authenticate' });
  expect(body.lastTest.advice).toMatch(/mot de passe d’application.*apppasswords/);
});

test('null clears the sender’s name', async () => {
  expect((await steps.update(id, { fromName: null })).body).not.toHaveProperty('fromName');
});

test('a new password is cleaned, encrypted, and forgets the last test', async () => {
  const { body } = await steps.update(id, { password: ' qrst uvwx yzab cdef ' });
  expect(await passwordOf()).toBe('qrstuvwxyzabcdef');
  expect(body).not.toHaveProperty('lastTest');
});

test('another server asks for the password again: the old one is not sent to it', async () => {
  for (const change of [{ host: 'smtp.evil.example' }, { preset: 'ovh' }]) {
    const refused = await steps.update(id, change);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].pointer).toBe('/password');
  }
  const moved = await steps.update(id, { host: 'smtp.example.com', password: 'mon chien' });
  expect(moved.body).toMatchObject({ host: 'smtp.example.com', port: 465, security: 'tls' });
  expect(moved.body).not.toHaveProperty('preset');
  expect(moved.body).not.toHaveProperty('lastTest');
  expect(await passwordOf()).toBe('mon chien');
});

test('another port takes the security that goes with it', async () => {
  const { body } = await steps.update(id, { port: 587 });
  expect(body).toMatchObject({ host: 'smtp.gmail.com', port: 587, security: 'starttls' });
  expect(body).not.toHaveProperty('lastTest');
});

test('a preset fills the server again', async () => {
  const { body } = await steps.update(id, { preset: 'brevo', password: 'xsmtpsib 1' });
  expect(body).toMatchObject({ preset: 'brevo', host: 'smtp-relay.brevo.com', port: 587, security: 'starttls' });
  expect(await passwordOf()).toBe('xsmtpsib1');
});

test('changes made at once are all kept', async () => {
  const answers = await Promise.all([steps.update(id, { fromName: 'A' }), steps.update(id, { login: 'b@gmail.com' })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await steps.read(id)).body).toMatchObject({ fromName: 'A', login: 'b@gmail.com' });
});

test.each([
  ['its owner stays', { owner: 'shop' }, '/owner'],
  ['its purpose stays', { purpose: 'campaign' }, '/purpose'],
  ['a port that is not for sending', { port: 22 }, '/port'],
  ['a header in the name', { fromName: 'a\nb' }, '/fromName'],
])('refuses: %s', async (_what, change, pointer) => {
  const { status, body } = await steps.update(id, change);
  expect(status).toBe(422);
  expect(body.errors[0].pointer).toBe(pointer);
});

test('another account’s is not found', async () => {
  const other = await tenant();
  expect((await steps.update(id, { fromName: 'x' }, other.apiKey)).status).toBe(404);
});
