import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { after as later } from '../../../shared/clock.ts';
import { commit } from '../../../shared/table/transact.ts';
import { deliverySteps, LINK } from '../../../test/mail-delivery.ts';
import { authority, type Identity } from '../../../test/smtp/certificates.ts';
import { scriptedServer, type TestSmtp } from '../../../test/smtp/server.ts';
import { smtpSteps } from '../../../test/smtp/steps.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { mails } from '../outgoing-mail.ts';
import { suppress } from '../suppression.ts';

const usual = getCACertificates('default');
let identity: Identity;
beforeAll(async () => {
  const trusted = await authority();
  identity = await trusted.certificate({ names: ['localhost'] });
  setDefaultCACertificates([...usual, trusted.ca]);
});
afterAll(() => setDefaultCACertificates(usual));

let t: TestTenant;
let steps: ReturnType<typeof deliverySteps>;
const servers: TestSmtp[] = [];
beforeEach(async () => {
  t = await tenant();
  steps = deliverySteps(t);
});
afterEach(async () => {
  delete process.env.OUTGOING_ALLOW;
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function account(
  ...how: Parameters<ReturnType<typeof deliverySteps>['account']> extends [unknown, ...infer R] ? R : never
) {
  const made = await steps.account(identity, ...how);
  servers.push(made.server);
  return made;
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
    sealed: {},
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
      recipients: [{ outcome: 'accepted' }, { address: paul, outcome: 'suppressed', reply: 'complaint' }],
    });
  });

  it('all of them refused: it failed', async () => {
    const refusal = { code: 553, words: 'Sorry' };
    await account({ recipient: refusal });
    const { mailId, data } = await steps.queued({ to: [t.email('anne'), t.email('paul')] });
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'failed', reason: '553 Sorry', sealed: {} });
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
    expect((await smtpSteps(t).read(id)).body).not.toHaveProperty('lastTest');
  });

  it('the server is down', async () => {
    const { server } = await account();
    await server.close();
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('the connection is lost before the message was begun', async () => {
    const script = { '': '220 hello\r\n', EHLO: '250-localhost\r\n250 STARTTLS\r\n', STARTTLS: '' };
    const server = await scriptedServer(script);
    const { mailId, data } = await withServer(server.port);
    const delivering = steps.deliver(data);
    await server.close();
    await delivering;
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued', attempts: 1 });
  });
});

/** A mail to be delivered by a server that the test makes itself. */
async function withServer(port: number) {
  const { id } = await account();
  process.env.OUTGOING_ALLOW = `localhost:${port}`;
  await smtpSteps(t).update(id, { port, security: 'starttls' });
  return { id, ...(await steps.queued()) };
}

describe('refused for good: the mail failed, and says why in the server’s words', () => {
  it.each([
    [
      'its sender',
      { sender: { code: 553, words: '5.7.1 Sender address rejected: not owned by user' } },
      /^553 5\.7\.1 Sender/,
    ],
    ['its content', { message: { code: 554, words: '5.7.1 Spam\u001b[31m' } }, /^554 5\.7\.1 Spam( \[31m)?$/],
    ['with our password in its words', { message: { code: 550, words: 'mon chien dort?' } }, /^550 \[…\]\?$/],
  ])('%s', async (_what, faults, reason) => {
    const { server } = await account(faults);
    const { mailId, data, now } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(reason),
      attempts: 1,
    });
    await steps.deliverDue(later(now, LATER));
    expect(server.received).toEqual([]);
  });

  it('larger than the server takes: it is not even sent', async () => {
    await account({}, { size: 1000 });
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/larger than allowed/i),
    });
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
    expect(server.logins).toHaveLength(1);
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
    expect(server.logins).toHaveLength(1);

    delete faults.login;
    await smtpSteps(t).update(id, { password: 'le bon' });
    await steps.deliverDue(later(first.now, 2400));
    expect(server.received).toHaveLength(2);
    expect(await steps.mail(second.mailId)).toMatchObject({ status: 'sent', attempts: 1 });
  });

  it('for two days: its mails are given up', async () => {
    await account({ login: { code: 535, words: 'No' } });
    const { mailId, data, now } = await steps.queued();
    await steps.deliver(data, later(now, 2 * 86_400 + 1));
    expect(await steps.mail(mailId)).toMatchObject({ status: 'failed', reason: '535 No' });
  });

  it.each([
    ['offers no login', { authOptional: true, disabledCommands: ['AUTH'] }, 'authenticate'],
    ['offers no encryption', { disabledCommands: ['STARTTLS'] }, undefined],
  ])('%s: no mail and no password is sent', async (_what, options, stage) => {
    const { id, server } = await account({}, options);
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'queued' });
    expect([server.received, server.logins]).toEqual([[], []]);
    expect((await smtpSteps(t).read(id)).body.lastTest?.stage).toBe(stage);
  });

  it('is at an address that is not public: nothing is called', async () => {
    const { id, server } = await account();
    delete process.env.OUTGOING_ALLOW;
    const { mailId, data } = await steps.queued();
    await steps.deliver(data);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'queued',
      reason: expect.stringContaining('address-not-public'),
    });
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
      ...identity,
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
    return withServer((server.server.address() as AddressInfo).port);
  }
  afterEach(() => new Promise<void>((done) => server.close(done)));

  it('nobody knows: two minutes later it is sent again, once, with the same Message-ID', async () => {
    const { mailId, data, now } = await silent(1);
    await expect(steps.deliver(data, now)).rejects.toThrow(/fate .* is not known/);
    await steps.deliver(data, later(now, 60));
    await steps.deliverDue(later(now, 119));
    expect(taken).toHaveLength(1);
    await steps.deliverDue(later(now, 200));
    await steps.deliverDue(later(now, 4000));
    expect(taken).toHaveLength(2);
    expect(new Set(taken).size).toBe(1);
    expect(await steps.mail(mailId)).toMatchObject({ status: 'sent', attempts: 2, doubts: 1 });
  });

  it('again and again: never a third time, and the mail says that it may have arrived', async () => {
    const { mailId, data, now } = await silent(9);
    await expect(steps.deliver(data, now)).rejects.toThrow();
    await expect(steps.deliverDue(later(now, 200))).rejects.toThrow();
    await steps.deliverDue(later(now, 500));
    await steps.deliverDue(later(now, 5000));
    expect(taken).toHaveLength(2);
    expect(await steps.mail(mailId)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('may have arrived'),
    });
  });
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
      recipients: [{ outcome: 'refused', reply: expect.stringContaining('SMTPUTF8') }, { outcome: 'accepted' }],
    });
    expect(server.received[0]?.to).toEqual([anne]);
    const alone = await steps.queued({ to });
    await steps.deliver(alone.data);
    expect(await steps.mail(alone.mailId)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('SMTPUTF8'),
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
