import { beforeEach, describe, expect, test, vi } from 'vitest';
import { after } from '../../../shared/clock.ts';
import type { Faults, TestSmtp } from '../../../test/smtp/server.ts';
import { smtpSteps } from '../../../test/smtp/steps.ts';
import { trustedServers } from '../../../test/smtp/trusted-servers.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { SMTP_STAGES } from '../smtp/smtp-account-fields.ts';
import updateContract from '../update-mail-settings/contract.ts';
import { handler as updateSettings } from '../update-mail-settings/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const servers = trustedServers();

let t: TestTenant;
beforeEach(async () => {
  t = await tenant();
});

/** An account of the shop at a server of the test's own. */
async function account(faults: Faults = {}, more: object = {}): Promise<{ id: string; server: TestSmtp }> {
  const server = await servers.start(faults);
  return { id: await smtpSteps(t).at(server, more), server };
}
const run = (smtpAccountId: string, call: { as?: string; clock?: () => Date; headers?: Record<string, string> } = {}) =>
  t.call(handler, contract, { params: { smtpAccountId }, ...call });
const lastTest = async (id: string) => (await smtpSteps(t).read(id)).body.lastTest;

test('a real email leaves through the account to the user who tests, and the result is kept', async () => {
  const { id, server } = await account({}, { fromName: 'Émile & fils ✓' });
  const clock = () => new Date('2026-11-21T10:00:00.000Z');
  const { status, body } = await run(id, { clock });
  expect(status).toBe(200);
  expect(body.ok).toBe(true);
  expect(body.stages.map(({ stage }: { stage: string }) => stage)).toEqual(SMTP_STAGES);
  expect(server.logins).toEqual([{ username: 'atelier.durand@gmail.com', password: 'mon chien dort' }]);
  const [message] = server.received;
  expect(message).toMatchObject({ from: 'atelier.durand@gmail.com', to: [t.userEmail], encrypted: true });
  const { parsed, raw } = message ?? expect.unreachable();
  expect(parsed.from?.value).toEqual([{ name: 'Émile & fils ✓', address: 'atelier.durand@gmail.com' }]);
  expect(parsed.subject).toBe('Votre compte d’envoi fonctionne');
  expect(parsed.text).toMatch(/Bonjour Camille,.*atelier\.durand@gmail\.com.*localhost/s);
  expect(parsed.html).toMatch(/Bonjour Camille/);
  expect(raw).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  expect(await lastTest(id)).toEqual({ at: '2026-11-21T10:00:00.000Z', ok: true });
});

test('the email says whether mails leave through the account, and where to change it', async () => {
  const { id, server } = await account();
  const said = () => server.received.at(-1)?.parsed.text;
  await run(id);
  expect(said()).toMatch(/c’est Guichet qui envoie.*choisissez l’envoi par SMTP/s);
  await t.call(updateSettings, updateContract, { body: { mode: 'smtp', campaign: { enabled: false } } });
  await run(id);
  expect(said()).toContain('prendront le même chemin');
  expect(said()).not.toContain('Guichet qui envoie');
});

test('in English for who reads English', async () => {
  const { id, server } = await account();
  await run(id, { headers: { 'accept-language': 'en' } });
  expect(server.received[0]?.parsed.subject).toBe('Your sending account works');
});

test('what is wrong is answered 200, with an advice in the reader’s language, and kept', async () => {
  const { id, server } = await account({ login: { code: 534, words: '5.7.9 Application-specific password required' } });
  const { status, body } = await run(id);
  expect(status).toBe(200);
  expect(body.ok).toBe(false);
  const stage = (answer: typeof body) => answer.stages.find(({ outcome }: { outcome: string }) => outcome === 'failed');
  expect(stage(body)).toEqual({
    stage: 'authenticate',
    outcome: 'failed',
    ms: expect.any(Number),
    code: '534 5.7.9',
    reply: 'Application-specific password required',
    advice: expect.stringMatching(/mot de passe d’application/),
  });
  expect(stage((await run(id, { headers: { 'accept-language': 'en' } })).body).advice).toMatch(/application password/);
  expect(await lastTest(id)).toMatchObject({
    ok: false,
    stage: 'authenticate',
    advice: expect.stringMatching(/application/),
  });
  expect(server.received).toEqual([]);
});

test('a server that repeats the password does not make us show it, nor keep it', async () => {
  const { id } = await account({ login: { code: 535, words: 'bad password: mon chien dort' } });
  const { body } = await run(id);
  expect(JSON.stringify([body, await lastTest(id)])).not.toMatch(/mon chien/);
});

test('a host that is not public stops at the guard', async () => {
  const { body } = await smtpSteps(t).create({ preset: undefined, host: '169.254.169.254', port: 587 });
  const { body: result } = await run(body.id);
  expect(result.stages.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'passed',
    'failed',
    ...SMTP_STAGES.slice(2).map(() => 'skipped'),
  ]);
  expect(result.stages[1].advice).toMatch(/internet public/);
});

test('settings changed while they are tested: what was found of the old ones is not kept, and is not looked for again', async () => {
  const login = vi.fn();
  const { id, server } = await account({
    login: async () => {
      login();
      await smtpSteps(t).update(id, { login: 'autre@exemple.fr' });
      return undefined;
    },
  });
  expect((await run(id)).body.ok).toBe(true);
  expect(await lastTest(id)).toBeUndefined();
  expect(login).toHaveBeenCalledTimes(1);
  expect(server.received).toHaveLength(1);
});

describe('limits', () => {
  test('ten tests in ten minutes, then a wait; another account has its own', async () => {
    const { body } = await smtpSteps(t).create({ preset: undefined, host: '10.0.0.1', port: 587 });
    const start = new Date('2026-11-21T10:00:00.000Z');
    const at = (seconds: number) => run(body.id, { clock: () => after(start, seconds) });
    for (let i = 0; i < 10; i++) expect((await at(i)).status).toBe(200);
    const refused = await at(10);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBe(590);
    expect((await at(600)).status).toBe(200);
  });

  test('the same Idempotency-Key sends one email', async () => {
    const { id, server } = await account();
    const headers = { 'idempotency-key': 'test-1' };
    const first = await run(id, { headers });
    const again = await run(id, { headers });
    expect(again.body).toEqual(first.body);
    expect(server.received).toHaveLength(1);
  });

  test('also when it comes five times at once: the others are told that it is under way', async () => {
    const { id, server } = await account();
    const headers = { 'idempotency-key': 'test-2' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => run(id, { headers })));
    const { body: first } = await run(id, { headers });
    for (const { status, body } of answers) {
      if (status === 200) expect(body).toEqual(first);
      else expect(body.type).toMatch(/in-progress$/);
    }
    expect(server.received).toHaveLength(1);
  });
});

test('not for a key that only reads, nor another account’s', async () => {
  const { id } = await account();
  expect((await run(id, { as: await t.key('mail:read') })).status).toBe(403);
  expect((await run(id, { as: (await tenant()).apiKey })).status).toBe(404);
  expect((await run('smtp_x')).status).toBe(404);
});
