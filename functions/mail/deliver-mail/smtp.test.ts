import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { after as later } from '../../../shared/clock.ts';
import { commit } from '../../../shared/table/transact.ts';
import { crashes } from '../../../test/crash.ts';
import { deliverySteps, LINK } from '../../../test/mail-delivery.ts';
import { authority } from '../../../test/smtp/certificates.ts';
import { type Faults, rawServer, scriptedServer, type TestSmtp } from '../../../test/smtp/server.ts';
import { smtpSteps } from '../../../test/smtp/steps.ts';
import { trustedServers } from '../../../test/smtp/trusted-servers.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { letThrough, setVariables } from '../../../test/variables.ts';
import readContract from '../../sending-accounts/get-mail-settings/contract.ts';
import { handler as readSettings } from '../../sending-accounts/get-mail-settings/handler.ts';
import { findSmtpAccount, keepTest } from '../../sending-accounts/smtp/smtp-account.ts';
import testContract from '../../sending-accounts/test-smtp/contract.ts';
import { handler as testSmtp } from '../../sending-accounts/test-smtp/handler.ts';
import { mails } from '../mail.ts';
import { isSuppressed, suppress } from '../suppression.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const servers = trustedServers();

let t: TestTenant;
let steps: ReturnType<typeof deliverySteps>;
beforeEach(async () => {
  t = await tenant();
  steps = deliverySteps(t);
});

async function account(faults: Faults = {}, options: SMTPServerOptions = {}, more: object = {}) {
  const server = await servers.start(faults, options);
  return { server, id: await steps.account(server, more) };
}
/** The account is at another server from now on. */
const moved = (id: string, { port }: { port: number }) => smtpSteps(t).update(id, { port, security: 'starttls' });
/** The account is at a server that says one thing, whatever it is told, or hangs up at the first word. */
async function saying(id: string, words: string, hangsUp = false) {
  const server = await rawServer((socket) => {
    socket.write(`${words}\r\n`);
    if (hangsUp) socket.on('data', () => socket.destroy());
  });
  await moved(id, servers.opened(server));
}
/** Each time a mail is tried and put off, the next try is due within this. */
const LATER = 1300;

it('leaves through the account, encrypted, in its name, and not by Guichet', async () => {
  const { id, server } = await account({}, {}, { fromName: 'Émile & fils ✓' });
  const to = t.email('anne');
  const { mailId, data } = await steps.queued({ to });
  await steps.deliver(data);
  expect(await t.inbox(to)).toEqual([]);
  expect(server.received).toHaveLength(1);
  const [{ from, to: envelope, login, encrypted, parsed }] = server.received as [(typeof server.received)[0]];
  expect({ from, envelope, login, encrypted }).toEqual({
    from: 'atelier.durand@gmail.com',
    envelope: [to],
    login: 'atelier.durand@gmail.com',
    encrypted: true,
  });
  expect(parsed.from?.value).toEqual([{ name: 'Émile & fils ✓', address: 'atelier.durand@gmail.com' }]);
  expect(parsed.text).toContain(LINK);
  expect(parsed.messageId).toContain(mailId);
  expect(await steps.mail(mailId)).toMatchObject({
    status: 'sent',
    attempts: 1,
    through: id,
    messageId: parsed.messageId,
    secrets: {},
    recipients: [{ address: to, outcome: 'accepted', reply: expect.stringMatching(/^250 /) }],
  });
});

it('a user’s mail by the user’s account, the others by the shop’s', async () => {
  const shop = await account();
  const own = await account({}, {}, { owner: t.userId });
  for (const letter of [{ sender: { userId: t.userId } }, { sender: { userId: 'usr_other' } }, {}]) {
    await steps.deliver((await steps.queued(letter)).data);
  }
  expect([own.server.received.length, shop.server.received.length]).toEqual([1, 2]);
});

it('decides when it leaves, not when it was written', async () => {
  const to = t.email('anne');
  const { data, mailId } = await steps.queued({ to });
  const { server, id } = await account();
  await smtpSteps(t).remove(id);
  await steps.deliver(data);
  expect(server.received).toEqual([]);
  expect(await t.inbox(to)).toHaveLength(1);
  expect(await steps.mail(mailId)).toMatchObject({ status: 'sent', through: 'platform' });
});

it('once, however often and at once its message comes', async () => {
  const { server } = await account();
  const { data } = await steps.queued();
  await Promise.all([steps.deliver(data), steps.deliver(data), steps.deliver(data)]);
  await steps.deliver(data);
  expect(server.received).toHaveLength(1);
});

it('keeps the connection from one mail to the next, until the account changes', async () => {
  const { id, server } = await account();
  for (let i = 0; i < 3; i++) await steps.deliver((await steps.queued()).data);
  expect(server.logins).toHaveLength(1);
  await smtpSteps(t).update(id, { login: 'autre@durand.example' });
  await steps.deliver((await steps.queued()).data);
  expect(server.logins.map(({ username }) => username)).toEqual(['atelier.durand@gmail.com', 'autre@durand.example']);
  expect(server.received).toHaveLength(4);
});

it('keeps when the server said yes, not when it was asked', async () => {
  let now = new Date('2026-11-21T10:00:00.000Z');
  const said = later(now, 30);
  await account({
    recipient: () => {
      now = said;
      return undefined;
    },
  });
  const { mailId, data } = await steps.queued({}, now);
  await t.receive(handler, contract, data, { clock: () => now });
  expect(await steps.mail(mailId)).toMatchObject({ status: 'sent', sentAt: said.toISOString() });
});

it('a connection that died meanwhile costs a mail nothing, whether that was seen or not', async () => {
  const { server } = await account();
  await steps.deliver((await steps.queued()).data);
  // Seen only when the next mail begins: the server hangs up at its first word.
  server.hangUpAtNext();
  const { mailId, data } = await steps.queued();
  await steps.deliver(data);
  expect(await steps.mail(mailId)).toMatchObject({ status: 'sent', attempts: 1, doubts: 0 });
  server.hangUp();
  const next = await steps.queued();
  await steps.deliver(next.data);
  expect(await steps.mail(next.mailId)).toMatchObject({ status: 'sent', attempts: 1, doubts: 0 });
  expect(server.received).toHaveLength(3);
});

describe('one of several recipients', () => {
  it('refused: the others have it, once; it is told, and not written to again', async () => {
    const [anne, paul] = [t.email('anne'), t.email('paul')];
    const refusal = { code: 550, words: '5.1.1 No such user here' };
    const { id, server } = await account({ recipient: (address) => (address === paul ? refusal : undefined) });
    const { mailId, data, now } = await steps.queued({ to: [anne, paul] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'partly-sent',
      reason: '550 5.1.1 No such user here',
      recipients: [
        { address: anne, outcome: 'accepted' },
        { address: paul, outcome: 'refused', reply: '550 5.1.1 No such user here' },
      ],
    });
    await steps.deliverDue(later(now, LATER));
    expect(server.received.map(({ to }) => to)).toEqual([[anne]]);

    const again = await steps.queued({ to: paul });
    await steps.deliver(again.data);
    expect(await steps.mail(again.mailId)).toMatchObject({
      status: 'failed',
      cause: 'suppressed-refused',
      recipients: [{ outcome: 'suppressed', reply: expect.stringContaining('No such user') }],
    });
    expect(server.received).toHaveLength(1);
    expect(id).toBeTruthy();
  });

  it('put off: it alone is tried again', async () => {
    const [anne, paul] = [t.email('anne'), t.email('paul')];
    const grey = { code: 450, words: '4.2.0 Greylisted, come back' };
    let visits = 0;
    const { server } = await account({
      recipient: (address) => (address === paul && visits++ === 0 ? grey : undefined),
    });
    const { mailId, data, now } = await steps.queued({ to: [anne, paul] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', reason: expect.stringContaining('Greylisted') });
    await steps.deliverDue(later(now, LATER));
    expect(server.received.map(({ to }) => to)).toEqual([[anne], [paul]]);
    const mail = await steps.mail(mailId);
    expect(mail).toMatchObject({ status: 'sent', attempts: 2 });
    expect(mail).not.toHaveProperty('reason');
  });

  it('suppressed: nothing is sent to it', async () => {
    const [anne, paul] = [t.email('anne'), t.email('paul')];
    const { server } = await account();
    const now = new Date();
    await commit(await suppress({ tenant: t.tenant, address: paul, reason: 'complaint', source: 'ses', now }), now);
    const { mailId, data } = await steps.queued({ to: [anne, paul] });
    await steps.deliver(data);
    expect(server.received.map(({ to }) => to)).toEqual([[anne]]);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'partly-sent',
      recipients: [{ outcome: 'accepted' }, { address: paul, outcome: 'suppressed', cause: 'suppressed-complaint' }],
    });
  });

  it('all of them refused: it failed', async () => {
    const refusal = { code: 553, words: 'Sorry' };
    await account({ recipient: refusal });
    const { mailId, data } = await steps.queued({ to: [t.email('anne'), t.email('paul')] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'failed', reason: '553 Sorry', secrets: {} });
  });
});

describe('a passing trouble puts the mail off, and it leaves once in the end', () => {
  it.each([
    ['the server is closing', { greeting: { code: 421, words: 'Try later' } }],
    ['the server is out of service for us', { greeting: { code: 554, words: 'Blocked' } }],
    ['logins are down', { login: { code: 454, words: '4.7.0 Temporary authentication failure' } }],
    ['the sender is put off', { sender: { code: 451, words: '4.7.1 Slow down' } }],
    ['the recipient is greylisted', { recipient: { code: 450, words: '4.2.0 Greylisted' } }],
    ['the message is put off', { message: { code: 452, words: '4.3.1 Disk full' } }],
  ])('%s', async (_what, faults: object) => {
    const { server, id } = await account(faults);
    const { mailId, data, now } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', attempts: 1, reason: expect.any(String) });
    for (const fault of Object.keys(faults)) delete (faults as Record<string, unknown>)[fault];
    await steps.deliverDue(later(now, LATER));
    await steps.deliverDue(later(now, 2 * LATER));
    expect(server.received).toHaveLength(1);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'sent', attempts: 2 });
    expect((await smtpSteps(t).read(id)).body.lastTest?.ok).not.toBe(false);
  });

  it('the server is down', async () => {
    const { server } = await account();
    await server.close();
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    const mail = await steps.mail(mailId);
    expect(mail).toMatchObject({ status: 'queued', cause: 'account-failing' });
    expect(mail).not.toHaveProperty('reason');
  });

  it('the connection is lost before the message was begun', async () => {
    const script = { '': '220 hello\r\n', EHLO: '250-localhost\r\n250 STARTTLS\r\n', STARTTLS: '' };
    const server = await scriptedServer(script);
    letThrough(server.port);
    const { mailId, data } = await withServer(server);
    const delivering = steps.deliver(data);
    await server.close();
    await delivering;
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', attempts: 1 });
  });
});

/** A mail to be delivered by a server that the test makes itself. */
async function withServer(server: { port: number }) {
  const { id } = await account();
  await moved(id, server);
  return { id, ...(await steps.queued()) };
}

describe('refused for good: the mail failed, and says why in the server’s words', () => {
  it.each([
    ['its content', { message: { code: 554, words: '5.7.1 Spam\u001b[31m' } }, /^554 5\.7\.1 Spam( \[31m)?$/, 'spam'],
    [
      'a file in it',
      { message: { code: 552, words: '5.7.0 This message was blocked because its content is a security issue' } },
      /^552 5\.7\.0/,
      'content-refused',
    ],
    [
      'with our password in its words',
      { message: { code: 550, words: 'mon chien dort?' } },
      /^550 \[…\]\?$/,
      'message-refused',
    ],
    [
      'its size, seen at the end',
      { message: { code: 552, words: '5.3.4 Too big' } },
      /^552 5\.3\.4 Too big$/,
      'too-large',
    ],
    ['its recipient', { recipient: { code: 550, words: '5.7.1 Not here' } }, /^550 5\.7\.1/, 'recipient-refused'],
    ['its recipient, unknown there', { recipient: { code: 550, words: '5.1.1 Who?' } }, /^550 5\.1\.1/, 'nobody'],
  ])('%s', async (_what, faults, reason, cause) => {
    const { server } = await account(faults);
    const { mailId, data, now } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(reason),
      cause,
      attempts: 1,
    });
    await steps.deliverDue(later(now, LATER));
    expect(server.received).toEqual([]);
  });

  it('larger than the server takes: it is not even sent', async () => {
    await account({}, { size: 1000 });
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    const mail = await steps.mail(mailId);
    expect(mail).toMatchObject({ status: 'failed', cause: 'too-large' });
    expect(mail).not.toHaveProperty('reason');
  });
});

describe('an account that its server refuses', () => {
  it('is shown so, with what to do; it is left alone for a while, and the mail leaves once it is right', async () => {
    const faults: { login?: { code: number; words: string } } = {
      login: { code: 535, words: '5.7.8 Bad credentials' },
    };
    const { id, server } = await account(faults);
    const first = await steps.queued();
    const second = await steps.queued();
    await steps.deliver(first.data, first.now);
    await steps.deliver(second.data, later(first.now, 1));
    // By PLAIN, then by LOGIN.
    expect(server.logins).toHaveLength(2);
    expect((await smtpSteps(t).read(id)).body.lastTest).toEqual({
      at: first.now.toISOString(),
      ok: false,
      stage: 'authenticate',
      advice: expect.stringMatching(/identifiant|mot de passe/i),
    });
    expect(await steps.mail(first.mailId)).toMatchObject({
      status: 'queued',
      attempts: 1,
      reason: '535 5.7.8 Bad credentials',
    });
    expect(await steps.mail(second.mailId)).toMatchObject({ status: 'queued', attempts: 0 });
    await steps.deliverDue(later(first.now, 600));
    expect(server.logins).toHaveLength(2);

    delete faults.login;
    await smtpSteps(t).update(id, { password: 'le bon' });
    await steps.deliverDue(later(first.now, 2400));
    expect(server.received).toHaveLength(2);
    expect(await steps.mail(second.mailId)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  it.each<[string, (id: string) => Promise<unknown>, 'account' | 'another' | 'platform']>([
    ['changed', (id) => smtpSteps(t).update(id, { password: 'le bon' }), 'account'],
    ['tested, and right', (id) => t.call(testSmtp, testContract, { params: { smtpAccountId: id } }), 'account'],
    ['deleted', (id) => smtpSteps(t).remove(id), 'platform'],
    [
      'replaced',
      async (id) => {
        await smtpSteps(t).remove(id);
        await account();
      },
      'another',
    ],
  ])(
    'once it is %s, the mails that wait leave within two minutes, without asking the server before',
    async (_what, mend, by) => {
      const faults: { login?: { code: number; words: string } } = {
        login: { code: 535, words: '5.7.8 Bad credentials' },
      };
      const { id, server } = await account(faults);
      const to = t.email('anne');
      const [first, second] = [await steps.queued({ to }), await steps.queued({ to })];
      await steps.deliver(first.data, first.now);
      await steps.deliver(second.data, later(first.now, 1));
      for (const minutes of [3, 6, 9]) await steps.deliverDue(later(first.now, minutes * 60));
      expect(server.logins).toHaveLength(2);
      expect(await steps.mail(second.mailId)).toMatchObject({
        status: 'queued',
        cause: 'account-failing',
        attempts: 0,
      });

      delete faults.login;
      await mend(id);
      const before = server.received.length;
      await steps.deliverDue(later(first.now, 11 * 60));
      for (const { mailId } of [first, second]) {
        const mail = await steps.mail(mailId);
        expect(mail).toMatchObject({ status: 'sent' });
        expect(mail).not.toHaveProperty('nextTryAt');
        expect(mail).not.toHaveProperty('cause');
      }
      expect(server.received.length - before).toBe(by === 'account' ? 2 : 0);
      expect(await t.inbox(to)).toHaveLength(by === 'platform' ? 2 : 0);
    },
  );

  it('for two days: its mails are given up', async () => {
    await account({ login: { code: 535, words: 'No' } });
    const { mailId, data, now } = await steps.queued();
    await steps.deliver(data, later(now, 2 * 86_400 + 1));
    expect(await steps.mail(mailId)).toMatchObject({ status: 'failed', reason: '535 No' });
  });

  it.each([
    ['offers no login', { authOptional: true, disabledCommands: ['AUTH'] }, 'authenticate'],
    ['offers no encryption', { disabledCommands: ['STARTTLS'] }, 'tls'],
  ])('%s: no mail and no password is sent', async (_what, options, stage) => {
    const { id, server } = await account({}, options);
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued' });
    expect([server.received, server.logins]).toEqual([[], []]);
    expect((await smtpSteps(t).read(id)).body.lastTest?.stage).toBe(stage);
  });

  it.each<[string, (id: string, server: TestSmtp) => Promise<unknown>, string, RegExp]>([
    ['listens no more', (_id, server) => server.close(), 'connect', /n’écoute pas sur le port/],
    ['encrypts in another way', (id) => smtpSteps(t).update(id, { security: 'tls' }), 'tls', /STARTTLS/],
    [
      'has a certificate that proves nothing',
      async (id) => moved(id, await servers.start({}, await (await authority()).certificate({ names: ['localhost'] }))),
      'tls',
      /certificat/,
    ],
    ['speaks something else', (id) => saying(id, 'HTTP/1.1 400 Bad Request'), 'connect', /pas un serveur d’envoi/],
    ['refuses us', (id) => saying(id, '554 No'), 'connect', /refuse nos connexions/],
    ['hangs up before the login', (id) => saying(id, '220 hello', true), 'tls', /coupé la connexion/],
  ])(
    '%s: it is shown with the stage and what to do, nothing is left alone, and it passes',
    async (_what, breaks, stage, advice) => {
      const { id, server } = await account();
      await breaks(id, server);
      const { mailId, data, now } = await steps.queued();
      await steps.deliver(data, now);
      const { lastTest } = (await smtpSteps(t).read(id)).body;
      expect(lastTest).toEqual({ at: now.toISOString(), ok: false, stage, advice: expect.stringMatching(advice) });
      const [shop] = (await t.call(readSettings, readContract)).body.senders;
      expect(shop.warning).toMatch(advice);
      const waiting = await steps.mail(mailId);
      expect(waiting).toMatchObject({ status: 'queued', attempts: 1, cause: 'account-failing' });
      expect(Date.parse(waiting.nextTryAt ?? '') - now.getTime()).toBeLessThan(60_000);

      const mended = await servers.start();
      await moved(id, mended);
      await steps.deliverDue(later(now, 120));
      expect(await steps.mail(mailId)).toMatchObject({ status: 'sent' });
      expect(mended.received).toHaveLength(1);
    },
  );

  it('shows no trouble any more once a mail has left', async () => {
    const { id, server } = await account();
    await keepTest(t.tenant, await findSmtpAccount(t.tenant, id), {
      ...{ at: new Date().toISOString(), ok: false, stage: 'connect', advice: 'connection-refused' },
    });
    const now = new Date();
    await steps.deliver((await steps.queued()).data, now);
    expect(server.received).toHaveLength(1);
    expect((await smtpSteps(t).read(id)).body.lastTest).toEqual({ at: now.toISOString(), ok: true });
  });

  it('is at an address that is not public: nothing is called', async () => {
    const { id, server } = await account();
    setVariables({ OUTSIDE_ALLOW: undefined });
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', cause: 'account-failing' });
    expect((await smtpSteps(t).read(id)).body.lastTest).toMatchObject({ ok: false, stage: 'guard' });
    expect(server.logins).toEqual([]);
  });
});

describe('when the connection is lost after the whole message was sent', () => {
  let server: SMTPServer;
  let taken: string[];
  /** Takes messages whole, and hangs up without a word after so many of them. */
  async function silent(times: number) {
    taken = [];
    const sockets = new Set<Socket>();
    server = new SMTPServer({
      ...servers.identity(),
      closeTimeout: 1,
      onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
      onData(stream, _session, done) {
        text(stream).then((message) => {
          taken.push(/^Message-ID: (.*)$/im.exec(message)?.[1] ?? '');
          if (taken.length > times) done();
          else for (const socket of sockets) socket.destroy();
        });
      },
    });
    server.on('error', () => {});
    server.server.on('connection', (socket: Socket) => sockets.add(socket));
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    letThrough(port);
    return withServer({ port });
  }
  afterEach(() => new Promise<void>((done) => server.close(done)));

  it('nobody knows, and nobody will: the mail says that it may have arrived, and no second copy is sent', async () => {
    const { mailId, data, now } = await silent(1);
    await steps.deliver(data, now);
    await steps.deliver(data, later(now, 60));
    await steps.deliverDue(later(now, 400));
    await steps.deliverDue(later(now, 4000));
    expect(taken).toHaveLength(1);
    expect(await steps.mail(mailId)).toMatchObject({
      ...{ status: 'failed', attempts: 1, cause: 'uncertain', recipients: [{ outcome: 'uncertain' }] },
    });
  });
});

it('wherever the worker dies, a mail leaves once, or says that it may have', async () => {
  const { server } = await account();
  const ends = new Set<string>();
  for await (const die of crashes()) {
    const to = t.email(`anne.${ends.size}.${server.received.length}.${Math.random().toString(36).slice(2)}`);
    const { mailId, data, now } = await steps.queued({ to });
    await die(() => steps.deliver(data, now).catch(() => undefined));
    for (const seconds of [100, 400, 800]) await steps.deliverDue(later(now, seconds));
    const { status, cause } = await steps.mail(mailId);
    const copies = server.received.filter((each) => each.to[0] === to).length;
    expect(copies).toBeLessThanOrEqual(1);
    const end = `${status} ${cause}`;
    if (end === 'sent undefined') expect(copies).toBe(1);
    ends.add(end);
  }
  expect([...ends].sort()).toEqual(['failed uncertain', 'sent undefined']);
});

describe('a server that is understood as the test of the account understands it', () => {
  const tested = async (id: string) => {
    const { body } = await t.call(testSmtp, testContract, { params: { smtpAccountId: id } });
    return body.stages.find(({ outcome }: { outcome: string }) => outcome === 'failed');
  };
  const lastTest = async (id: string) => (await smtpSteps(t).read(id)).body.lastTest;

  it.each<[string, Faults, string, RegExp]>([
    [
      'the limit of the day, told at MAIL',
      { sender: { code: 550, words: '5.4.5 Daily user sending limit exceeded' } },
      'daily-limit',
      /limite d’envoi par jour/,
    ],
    [
      'the limit of the day, told after the message',
      { message: { code: 554, words: '5.7.0 Your account reached its quota of 500 messages per day' } },
      'daily-limit',
      /limite d’envoi par jour/,
    ],
    [
      'too many mails, told at RCPT',
      { recipient: { code: 550, words: '5.7.1 Too many mails sent, try again later' } },
      'rate-limit',
      /trop vite/,
    ],
    [
      'a sender that is not ours, told at RCPT',
      { recipient: { code: 553, words: '5.7.1 <x>: Sender address rejected: not owned by user' } },
      'account-failing',
      /comme expéditeur/,
    ],
    [
      'a sender that is not ours, told at MAIL',
      { sender: { code: 553, words: '5.7.1 Sender address rejected: not owned by user' } },
      'account-failing',
      /comme expéditeur/,
    ],
    [
      'relaying, told at RCPT',
      { recipient: { code: 554, words: '5.7.1 Relay access denied' } },
      'account-failing',
      /ses propres clients/,
    ],
  ])('%s: mails wait, nobody is blamed, and they leave once it takes them', async (_what, faults, cause, advice) => {
    const { server, id } = await account(faults);
    const to = t.email('anne');
    const { mailId, data, now } = await steps.queued({ to });
    await steps.deliver(data, now);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', cause, recipients: [{ cause }] });
    expect((await lastTest(id)).advice).toMatch(advice);
    expect(await isSuppressed(t.tenant, to)).toBeUndefined();
    expect((await tested(id)).advice).toMatch(advice);

    for (const fault of Object.keys(faults)) delete (faults as Record<string, unknown>)[fault];
    await steps.deliverDue(later(now, 3600));
    await steps.deliverDue(later(now, 3700));
    expect(server.received.filter((each) => each.to.includes(to))).toHaveLength(1);
    expect(await lastTest(id)).toMatchObject({ ok: true });
  });

  it('the limit of the day holds the other mails too, without asking', async () => {
    let asked = 0;
    const recipient = () => {
      asked++;
      return { code: 550, words: '5.4.5 Daily sending quota exceeded' };
    };
    await account({ recipient });
    const [first, second] = [await steps.queued(), await steps.queued()];
    await steps.deliver(first.data, first.now);
    await steps.deliver(second.data, later(first.now, 60));
    expect(asked).toBe(1);
    expect(await steps.mail(second.mailId)).toMatchObject({ status: 'queued', attempts: 0, cause: 'daily-limit' });
  });

  it.each([
    [
      'receives too much',
      { code: 550, words: '5.2.1 The user is receiving mail at a rate that prevents more' },
      'put-off',
    ],
    ['is full, for good as it says', { code: 552, words: '5.2.2 Mailbox full' }, 'mailbox-full'],
    ['is full', { code: 452, words: '4.2.2 The email account is over quota' }, 'mailbox-full'],
  ])('a recipient whose mailbox %s is tried again, and not suppressed', async (_what, refusal, cause) => {
    const faults: Faults = { recipient: refusal };
    const { server } = await account(faults);
    const to = t.email('anne');
    const { mailId, data, now } = await steps.queued({ to });
    await steps.deliver(data, now);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', cause });
    expect(await isSuppressed(t.tenant, to)).toBeUndefined();
    delete faults.recipient;
    await steps.deliverDue(later(now, LATER));
    expect(server.received).toHaveLength(1);
  });

  it('a mailbox that was full for two days, five mails in a row, is suppressed; a mail that it took begins a new row', async () => {
    const faults: Faults = { recipient: { code: 452, words: '4.2.2 over quota' } };
    await account(faults);
    const to = t.email('full');
    // A minute each: a mailbox takes five in ten seconds.
    let now = new Date();
    const next = () => {
      now = later(now, 60);
      return now;
    };
    const giveUp = async (times: number) => {
      for (let time = 0; time < times; time++) {
        const { data } = await steps.queued({ to }, later(next(), -3 * 86_400));
        await steps.deliver(data, now);
      }
    };
    await giveUp(4);
    const recipient = { code: 452, words: '4.2.2 over quota' };
    delete faults.recipient;
    await steps.deliver((await steps.queued({ to }, next())).data, now);
    faults.recipient = recipient;
    await giveUp(4);
    expect(await isSuppressed(t.tenant, to)).toBeUndefined();
    await giveUp(1);
    expect(await isSuppressed(t.tenant, to)).toMatchObject({ reason: 'soft-bounces', detail: '452 4.2.2 over quota' });
  });

  it.each([
    ['5.2.1 This mailbox is disabled', false],
    ['5.7.1 Recipient policy', false],
    ['5.1.1 <x>: Sender address rejected: User unknown in local recipient table', false],
    ['5.1.1 User unknown', true],
    ['No such user here', true],
  ])('550 %s: suppressed: %s', async (words, isNobody) => {
    await account({ recipient: { code: 550, words } });
    const to = t.email('anne');
    const { data, now } = await steps.queued({ to });
    await steps.deliver(data, now);
    expect(Boolean(await isSuppressed(t.tenant, to))).toBe(isNobody);
  });

  it('a sender’s address with accents that it does not take is the account’s fault', async () => {
    const { server, id } = await account({}, { hideSMTPUTF8: true }, { fromAddress: 'rené@exemple.fr' });
    const { mailId, data, now } = await steps.queued();
    await steps.deliver(data, now);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', cause: 'account-failing' });
    expect((await lastTest(id)).advice).toMatch(/adresse d’envoi.*sans accents/);
    await smtpSteps(t).update(id, { fromAddress: 'rene@exemple.fr' });
    await steps.deliverDue(later(now, LATER));
    expect(server.received).toHaveLength(1);
  });

  it('nobody reads the words of our own machine', async () => {
    const clear = await scriptedServer({ EHLO: '250-hi\r\n250 STARTTLS\r\n', STARTTLS: '220 go\r\n' });
    servers.opened(clear);
    const { id, mailId, data } = await withServer(clear);
    await steps.deliver(data);
    const mail = await steps.mail(mailId);
    expect(JSON.stringify([mail.reason, mail.recipients])).not.toMatch(/ssl|node|error|socket|timeout/i);
    expect((await lastTest(id)).advice).toMatch(/STARTTLS.*465/);
  });

  it('the last words of a server that hangs up are told', async () => {
    await account({ recipient: { code: 421, words: '4.7.0 closing' } });
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', reason: '421 4.7.0 closing' });
  });
});

it('a test that fails stops no account that delivers', async () => {
  const { id, server } = await account();
  const now = new Date();
  await keepTest(t.tenant, await findSmtpAccount(t.tenant, id), {
    ...{ at: now.toISOString(), ok: false, stage: 'authenticate', advice: 'auth-not-offered' },
  });
  await steps.deliver((await steps.queued()).data, now);
  expect(server.received).toHaveLength(1);
});

describe('a mail of any words', () => {
  it('travels in ASCII and short lines', async () => {
    const { server } = await account({}, {}, { fromName: '张伟 – Émile "le grand" <x>' });
    const message = `${'é'.repeat(700)}\nFrom here\n${'x'.repeat(1200)}`;
    await steps.deliver((await steps.queued({ message, documentName: `Devis ${'à'.repeat(100)} ✓` })).data);
    const { raw, parsed } = server.received[0] ?? expect.unreachable();
    expect(raw).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(998);
    expect(parsed.text).toContain('é'.repeat(700));
    expect(parsed.text).toContain('x'.repeat(1200));
    expect(parsed.subject).toMatch(/Devis à+/);
    expect(parsed.from?.value[0]?.name).toBe('张伟 – Émile "le grand" <x>');
  });

  it('adds no header and no recipient, whatever the names hold', async () => {
    const { server } = await account();
    const nasty = 'Anne\r\nBcc: everybody@example.com\r\n\r\n<b>hello</b>\u2028X: y';
    const to = t.email('anne');
    await steps.deliver((await steps.queued({ to, senderName: nasty, documentName: nasty, fromName: nasty })).data);
    const { parsed, to: envelope } = server.received[0] ?? expect.unreachable();
    expect(envelope).toEqual([to]);
    expect([...parsed.headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
  });
});

describe('addresses with letters outside ASCII', () => {
  const to = 'rené@exämple.example';
  it('are written to where the server takes them', async () => {
    const { server } = await account({}, { hideSMTPUTF8: false });
    const { data, mailId } = await steps.queued({ to: [to, t.email('anne')] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'sent' });
    expect(server.received[0]?.to[0]).toMatch(/^rené@/);
  });

  it('are refused, and said to be, where it does not; the others are written to', async () => {
    const anne = t.email('anne');
    const { server } = await account({}, { hideSMTPUTF8: true });
    const { data, mailId } = await steps.queued({ to: [to, anne] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'partly-sent',
      recipients: [{ outcome: 'refused', cause: 'no-international-addresses' }, { outcome: 'accepted' }],
    });
    expect(server.received[0]?.to).toEqual([anne]);
    const alone = await steps.queued({ to });
    await steps.deliver(alone.data);
    expect(await steps.mail(alone.mailId)).toMatchObject({
      status: 'failed',
      cause: 'no-international-addresses',
    });
  });
});

describe('the pace of a mailbox', () => {
  it('five in ten seconds; the others have their turn later, no try is counted, and all leave once', async () => {
    const { server } = await account();
    const now = new Date('2026-11-21T10:00:00.000Z');
    const queued = await Promise.all(Array.from({ length: 12 }, () => steps.queued({}, now)));
    for (const { mailId } of queued) await steps.deliver({ tenant: t.tenant, mailId }, now);
    expect(server.received).toHaveLength(5);
    const waiting = (await Promise.all(queued.map(({ mailId }) => steps.mail(mailId)))).filter(({ turnAt }) => turnAt);
    expect(waiting).toHaveLength(7);
    expect(waiting.every(({ attempts, status }) => attempts === 0 && status === 'queued')).toBe(true);
    for (let seconds = 60; seconds <= 600; seconds += 60) await steps.deliverDue(later(now, seconds));
    expect(server.received).toHaveLength(12);
    const ids = server.received.map(({ parsed }) => parsed.messageId);
    expect(new Set(ids).size).toBe(12);
    expect((await mails.get(t.tenant, { id: queued[11]?.mailId ?? '' }))?.attempts).toBe(1);
  });
});
