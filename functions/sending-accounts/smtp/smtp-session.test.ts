import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authority, type Identity } from '../../../test/smtp/certificates.ts';
import { type Faults, rawServer, scriptedServer, smtpServer, type TestSmtp } from '../../../test/smtp/server.ts';
import { DELIVERY_PATIENCE, type SmtpPatience, type SmtpRoute } from './smtp-connection.ts';
import { SmtpSession } from './smtp-session.ts';

const HOST = 'smtp.exemple.test';
let ca: string;
let identity: Identity;
let trusted: Awaited<ReturnType<typeof authority>>;
const servers: Pick<TestSmtp, 'close'>[] = [];
beforeAll(async () => {
  trusted = await authority();
  ca = trusted.ca;
  identity = await trusted.certificate({ names: [HOST] });
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function started(faults: Faults = {}, options: object = {}) {
  const server = await smtpServer({ ...identity, ...options }, faults);
  servers.push(server);
  return server;
}

interface More {
  route?: SmtpRoute;
  security?: 'tls' | 'starttls';
  patience?: Partial<SmtpPatience>;
}
const sessionTo = (port: number, { route = {}, security = 'starttls', patience = {} }: More = {}) =>
  new SmtpSession({ host: HOST, port, security, login: 'durand', fromAddress: 'durand@exemple.test' }, 'secret', {
    patience: { ...DELIVERY_PATIENCE, ...patience },
    route: { resolve: async () => ['127.0.0.1'], allow: [`${HOST}:${port}`], ca, ...route },
  });
const parcel = (text = 'Subject: Devis\r\n\r\nBonjour\r\n', to = ['anne@exemple.test']) => ({
  ...{ from: 'durand@exemple.test', to, size: Buffer.byteLength(text) + 100 },
  open: async function* () {
    yield Buffer.from(text);
  },
});
async function sent(session: SmtpSession, what = parcel()) {
  await session.open();
  const taken = await session.send(what);
  session.close();
  return taken;
}

describe.concurrent('a session', () => {
  test.each(['starttls', 'tls'] as const)('hands a message over encrypted, signed in, by %s', async (security) => {
    const server = await started({}, { secure: security === 'tls' });
    expect((await sent(sessionTo(server.port, { security }))).reply.code).toBe(250);
    expect(server.received).toMatchObject([{ login: 'durand', encrypted: true, to: ['anne@exemple.test'] }]);
  });

  test('carries many messages', async () => {
    const server = await started();
    const session = sessionTo(server.port);
    await session.open();
    for (let i = 0; i < 3; i++) await session.send(parcel());
    session.close();
    expect(server.received).toHaveLength(3);
    expect(server.logins).toHaveLength(1);
  });

  test.each([
    ['dots, and lines that end in any way', '.a\n..b\r\n.\n\n.c\r\n', '.a\r\n..b\r\n.\r\n\r\n.c\r\n'],
    ['no end of its last line', 'a', 'a\r\n'],
    ['nothing', '', ''],
  ])('a message with %s arrives as it is, however it is cut into pieces', async (_what, text, arrived) => {
    const server = await started();
    const session = sessionTo(server.port);
    await session.open();
    for (const size of [1, 2, 3, 100]) {
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      const open = async function* () {
        for (const piece of pieces) yield Buffer.from(piece);
      };
      await session.send({ ...parcel(), open });
    }
    session.close();
    expect(server.received.map(({ raw }) => raw)).toEqual([arrived, arrived, arrived, arrived]);
  });

  test('connects to nothing that the guard refuses', async () => {
    const server = await started();
    const route = { resolve: async () => ['127.0.0.1', '10.0.0.1'], allow: [] };
    await expect(sessionTo(server.port, { route }).open()).rejects.toMatchObject({
      ...{ stage: 'guard', advice: 'address-not-public' },
    });
    expect(server.logins).toEqual([]);
  });

  test('goes where the guard looked, each time anew', async () => {
    const server = await started();
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const route = { resolve: async () => answers.shift() ?? [], allow: [`127.0.0.1:${server.port}`] };
    await sent(sessionTo(server.port, { route }));
    await expect(sessionTo(server.port, { route }).open()).rejects.toMatchObject({ advice: 'address-not-public' });
    expect(server.received).toHaveLength(1);
  });

  test('no STARTTLS, or a certificate of another name: the password is not sent', async () => {
    const stripped = await started({}, { disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    await expect(sessionTo(stripped.port).open()).rejects.toMatchObject({ advice: 'starttls-missing' });
    const other = await started({}, await trusted.certificate({ names: ['autre.test'] }));
    await expect(sessionTo(other.port).open()).rejects.toMatchObject({ advice: 'certificate-wrong-name' });
    expect([...stripped.logins, ...other.logins]).toEqual([]);
  });

  test('one of two recipients refused: the other has the message, and the refusal is told', async () => {
    const recipient = (address: string) =>
      address.startsWith('luc') ? { code: 550, words: '5.1.1 unknown' } : undefined;
    const server = await started({ recipient });
    const { refused } = await sent(sessionTo(server.port), parcel('x', ['anne@exemple.test', 'luc@exemple.test']));
    expect([...refused]).toMatchObject([['luc@exemple.test', { advice: 'nobody' }]]);
    expect(server.received[0]?.to).toEqual(['anne@exemple.test']);
  });

  test('a message that cannot be read is not ended: the server does not take it', async () => {
    const server = await started();
    const session = sessionTo(server.port);
    await session.open();
    const open = async function* () {
      yield Buffer.from('Subject: x\r\n\r\n');
      throw new Error('gone');
    };
    await expect(session.send({ ...parcel(), open })).rejects.toMatchObject({
      name: 'Unreadable',
      cause: { message: 'gone' },
    });
    session.close();
    expect(server.received).toEqual([]);
  });

  test('a server that takes its time at each reply is waited for', async () => {
    const server = await started();
    const slow = await rawServer((client) => {
      const behind = connect(server.port, '127.0.0.1');
      behind.on('error', () => {});
      client.pipe(behind);
      behind.on('data', (reply: Buffer) => setTimeout(() => client.write(reply), 300));
    });
    servers.push(slow);
    await sent(sessionTo(slow.port));
    expect(server.received).toHaveLength(1);
  });
});

describe.concurrent('a server of few words', () => {
  const usual = { EHLO: '502 unknown', HELO: '250 hi', AUTH: '235 ok', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go' };
  /** The test's own answers come before the usual ones. */
  const scripted = async (own: Record<string, string>) => {
    const lines = Object.entries({ ...own, ...usual, ...own }).map(([word, said]) => [word, said && `${said}\r\n`]);
    const server = await scriptedServer(Object.fromEntries(lines), identity);
    servers.push(server);
    return sessionTo(server.port, { security: 'tls' });
  };
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test('that does not know EHLO is greeted by HELO, and signed in to all the same', async () => {
    const session = await scripted({});
    await session.open();
    session.close();
  });

  test.each([
    ['504 5.5.4 Unrecognized authentication type', true],
    ['535 5.7.8 Authentication failed', true],
    ['534 5.7.9 Application-specific password required', false],
  ])('that answers PLAIN by %s is asked for LOGIN: %s', async (refusal, isAsked) => {
    const session = await scripted({
      ...{ EHLO: '250-hi\r\n250 AUTH PLAIN LOGIN', 'AUTH PLAIN': refusal, 'AUTH LOGIN': '334 VXNlcm5hbWU6' },
      ...{ [base64('durand')]: '334 UGFzc3dvcmQ6', [base64('secret')]: '235 ok' },
    });
    const opened = session.open().then(
      () => true,
      () => false,
    );
    expect(await opened).toBe(isAsked);
    session.close();
  });

  test('takes a domain with accents, which is written in ASCII', async () => {
    const session = await scripted({ 'RCPT TO:<anne@xn--socit-esab.test>': '250 ok', RCPT: '553 what?' });
    await session.open();
    const handing = () => Promise.reject(new Error('far enough'));
    const far = { ...parcel('.', ['anne@société.test']), handing };
    await expect(session.send(far)).rejects.toMatchObject({ cause: { message: 'far enough' } });
    session.close();
  });

  test('that offers no sign-in is not asked for any', async () => {
    const session = await scripted({ EHLO: '250-hi\r\n250 8BITMIME' });
    await expect(session.open()).rejects.toMatchObject({ stage: 'authenticate', advice: 'auth-not-offered' });
  });

  test('that says yes before the end has not said yes', async () => {
    const session = await scripted({ DATA: '354 go\r\n250 thanks' });
    await session.open();
    await expect(session.send(parcel())).rejects.toMatchObject({ advice: 'unexpected-reply', isUncertain: false });
    session.close();
  });

  test('that says nothing once it has the message leaves it uncertain', async () => {
    const session = await scripted({ Subject: '', Bonjour: '', '.': '' });
    await session.open();
    // Counted from its end: a slow machine may take as long to get there.
    const handing = async () => session.renew(performance.now() + 200);
    await expect(session.send({ ...parcel(), handing })).rejects.toMatchObject({ stage: 'send', isUncertain: true });
    session.close();
  });
});
