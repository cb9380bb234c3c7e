import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authority, type Identity, selfSigned } from '../../../test/smtp/certificates.ts';
import { type Faults, rawServer, scriptedServer, smtpServer } from '../../../test/smtp/server.ts';
import { SMTP_STAGES } from './smtp-account-fields.ts';
import { adviceText } from './smtp-advice.ts';
import type { SmtpPatience, SmtpRoute } from './smtp-connection.ts';
import { diagnose } from './smtp-diagnosis.ts';
import type { SessionAccount } from './smtp-session.ts';

const HOST = 'smtp.exemple.test';
const PASSWORD = 'mot de passe très secret';
/** Long enough for a busy machine: only what is silent on purpose waits, and says for how long. */
const PATIENT: SmtpPatience = {
  resolve: 10_000,
  connect: 10_000,
  tls: 10_000,
  greeting: 10_000,
  reply: 10_000,
  verdict: 10_000,
  whole: 60_000,
};
const MESSAGE = Buffer.from('Subject: essai\r\n\r\nBonjour\r\n.une ligne à point\r\n');

let ca: string;
let good: Identity;
let trusted: Awaited<ReturnType<typeof authority>>;
beforeAll(async () => {
  trusted = await authority();
  ca = trusted.ca;
  good = await trusted.certificate({ names: [HOST] });
});

const open: { close(): Promise<unknown> }[] = [];
afterAll(async () => {
  await Promise.all(open.map((server) => server.close()));
});
const opened = <S extends { close(): Promise<unknown> }>(server: S): S => {
  open.push(server);
  return server;
};

const account = (more: Partial<SessionAccount> = {}): SessionAccount => ({
  host: HOST,
  port: 587,
  security: 'starttls',
  login: 'durand@exemple.test',
  fromAddress: 'durand@exemple.test',
  ...more,
});

/** Tests an account at a server on loopback, which the guard lets through by its name. */
async function tried(
  port: number,
  more: Partial<SessionAccount> = {},
  route: SmtpRoute & { patience?: Partial<SmtpPatience> } = {},
  to = 'camille@exemple.test',
) {
  const tested = account({ ...more, port });
  const { ok, stages, sizeLimit } = await diagnose(
    tested,
    PASSWORD,
    { to, message: MESSAGE },
    {
      resolve: async () => ['127.0.0.1'],
      allow: [`${tested.host}:${port}`],
      ca,
      ...route,
      patience: { ...PATIENT, ...route.patience },
    },
  );
  expect(stages.map(({ stage }) => stage)).toEqual(SMTP_STAGES);
  const failed = stages.findIndex(({ outcome }) => outcome === 'failed');
  if (failed >= 0) {
    const outcomes = stages.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(outcomes.map((_, i) => (i < failed ? 'passed' : i > failed ? 'skipped' : 'failed')));
  }
  expect(JSON.stringify(stages)).not.toContain(PASSWORD);
  const found = stages[failed];
  const words = found?.advice && adviceText(found.advice, tested, found.reply);
  if (!found?.reply) expect(words?.fr ?? '').not.toContain('ci-dessus');
  return { ok, stages, sizeLimit, found: found && `${found.stage}: ${found.advice}`, ...found, words };
}

const faulty = async (faults: Faults, options: object = {}) =>
  opened(await smtpServer({ ...good, ...options }, faults));

describe.concurrent('a server in order', () => {
  test.each([
    ['STARTTLS', {}, {}],
    ['TLS from the start', { secure: true }, { security: 'tls' as const }],
    ['AUTH LOGIN only', { authMethods: ['LOGIN'] }, {}],
  ])('%s: every stage passes, and the message arrives as it was', async (_what, options, more) => {
    const server = await faulty({}, options);
    const { ok, stages } = await tried(server.port, more);
    expect(stages.map(({ outcome }) => outcome)).toEqual(SMTP_STAGES.map(() => 'passed'));
    expect(ok).toBe(true);
    expect(stages.find(({ stage }) => stage === 'authenticate')).toMatchObject({ code: expect.stringMatching(/^235/) });
    for (const { ms } of stages) expect(ms).toBeGreaterThanOrEqual(0);
    const [message] = server.received;
    expect(message).toMatchObject({
      from: 'durand@exemple.test',
      to: ['camille@exemple.test'],
      raw: MESSAGE.toString(),
      login: 'durand@exemple.test',
      encrypted: true,
    });
    expect(server.logins).toEqual([{ username: 'durand@exemple.test', password: PASSWORD }]);
  });

  test('CRAM-MD5 when nothing else is offered: the password itself does not travel', async () => {
    const onAuth: SMTPServerOptions['onAuth'] = ({ username, validatePassword }, _session, done) =>
      validatePassword(PASSWORD) ? done(null, { user: username }) : done(new Error('wrong'));
    const server = await faulty({}, { authMethods: ['CRAM-MD5'], onAuth });
    expect((await tried(server.port)).ok).toBe(true);
    expect(server.received[0]?.login).toBe('durand@exemple.test');
  });

  test('the largest message it takes is told', async () => {
    const server = await faulty({}, { size: 5_000_000 });
    expect((await tried(server.port)).sizeLimit).toBe(5_000_000);
  });

  test('replies of several lines, in pieces, with accents; a greeting that trickles in', async () => {
    const server = opened(
      await rawServer(async (socket) => {
        const pieces = [...Buffer.from('220-Société Générale de Courrier\r\n220-bonjour\r\n220 prêt\r\n')];
        const next = () => {
          const piece = pieces.shift();
          if (piece !== undefined) socket.write(Uint8Array.of(piece), () => setImmediate(next));
        };
        next();
        socket.on('data', () => socket.write('250-moi\r\n250 SIZE 10\r\n'));
      }),
    );
    const { found, stages } = await tried(server.port);
    expect(found).toBe('tls: starttls-missing');
    expect(stages[2]).toMatchObject({ code: '220', reply: 'Société Générale de Courrier bonjour prêt' });
  });
});

describe.concurrent('name and address', () => {
  const failing = (code: string) => async () => {
    throw Object.assign(new Error(code), { code });
  };
  const nobody = async () => {
    throw new Error('connected');
  };
  test.each([
    ['unknown host', { resolve: failing('ENOTFOUND') }, 'resolve: unknown-host', /n’existe pas/],
    ['a resolver that fails', { resolve: failing('EAI_AGAIN') }, 'resolve: resolver-failed', /quelques minutes/],
    ['private', { resolve: async () => ['10.0.0.1'], allow: [] }, 'guard: address-not-public', /internet public/],
    [
      'mixed',
      { resolve: async () => ['8.8.8.8', '10.0.0.1'], allow: [] },
      'guard: address-not-public',
      /internet public/,
    ],
    ['mapped', { resolve: async () => ['::ffff:10.0.0.1'], allow: [] }, 'guard: address-not-public', /internet public/],
    [
      'metadata',
      { resolve: async () => ['169.254.169.254'], allow: [] },
      'guard: address-not-public',
      /internet public/,
    ],
  ])('%s', async (_what, route, expected, advice) => {
    const server = opened(await rawServer(nobody));
    const { found, words, reply, code } = await tried(server.port, {}, route);
    expect(found).toBe(expected);
    expect(words?.fr).toMatch(advice);
    expect(words?.en).toBeTruthy();
    expect([reply, code]).toEqual([undefined, undefined]);
  });

  test('a port that is not for sending', async () => {
    const { found, words } = await tried(25, {}, { resolve: async () => ['8.8.8.8'], allow: [] });
    expect(found).toBe('guard: port-not-allowed');
    expect(words?.fr).toMatch(/465.*587/);
  });

  test('a refused address tells nothing of its ports: closed or open, the same answer', async () => {
    const server = opened(await rawServer(() => {}));
    const at = async (port: number) => {
      const { stages } = await tried(port, {}, { allow: [] });
      return stages.map(({ ms: _, ...stage }) => stage);
    };
    const closed = await rawServer(() => {});
    await closed.close();
    expect(await at(server.port)).toEqual(await at(closed.port));
  });

  test('a name that changes between look-ups is looked up once', async () => {
    const server = await faulty({});
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const { ok } = await tried(server.port, {}, { resolve: async () => answers.shift() ?? [] });
    expect(ok).toBe(true);
    expect(answers).toHaveLength(1);
  });

  test('a name with accents is asked in ASCII and proven by its certificate', async () => {
    const host = 'courrier.exämple.test';
    const ascii = 'courrier.xn--exmple-cua.test';
    const server = await faulty({}, await trusted.certificate({ names: [ascii] }));
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return ['127.0.0.1'];
    };
    const { ok } = await tried(server.port, { host: ascii }, { resolve });
    expect(ok).toBe(true);
    const typed = await tried(server.port, { host }, { resolve, allow: [`${ascii}:${server.port}`] });
    expect(typed.found).toBeUndefined();
    expect(asked).toEqual([ascii, ascii]);
  });
});

describe.concurrent('connection', () => {
  test('port closed', async () => {
    const server = await rawServer(() => {});
    await server.close();
    const { found, code, words } = await tried(server.port);
    expect([found, code]).toEqual(['connect: connection-refused', 'ECONNREFUSED']);
    expect(words?.en).toMatch(/does not listen on port \d+\. Try 465/);
  });

  test('a host that never answers', async () => {
    const host = await unanswering();
    opened(host);
    const { found, words } = await tried(host.port, {}, { patience: { connect: 50 } });
    expect(found).toBe('connect: host-silent');
    expect(words?.fr).toMatch(/pare-feu/);
  });

  test('a server that takes the connection and says nothing', async () => {
    const server = opened(await rawServer(() => {}));
    const { found, code } = await tried(server.port, {}, { patience: { greeting: 20, tls: 20 } });
    expect([found, code]).toEqual(['connect: no-greeting', 'ETIMEDOUT']);
  });

  test('a server that takes the connection and drops it', async () => {
    const server = opened(await rawServer((socket) => socket.destroy()));
    expect((await tried(server.port)).found).toBe('connect: connection-lost');
  });

  test.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', /^HTTP\/1\.1 400 Bad Request$/],
    ['garbage', '\u0000\u0001\u0002 garbage\r\n', /^garbage$/],
    ['a line without end', 'a'.repeat(20_000), /^a{300}…$/],
  ])('what answers is %s: its words are shown', async (_what, greeting, words) => {
    const server = opened(await scriptedServer({ '': greeting }));
    const { found, reply } = await tried(server.port);
    expect(found).toBe('connect: not-smtp');
    expect(reply).toMatch(words);
  });

  test('a greeting that is never finished is shown as far as it came', async () => {
    const server = opened(await rawServer((socket) => socket.end('220-bonjour\r\n220-je ne')));
    const { found, reply } = await tried(server.port);
    expect([found, reply]).toEqual(['connect: connection-lost', 'bonjour 220-je ne']);
  });

  test.each([
    ['421', { code: 421, words: '4.7.0 Too many connections' }, 'connect: server-busy'],
    ['554', { code: 554, words: '5.7.1 No SMTP service for you' }, 'connect: server-refuses'],
  ])('greeted with %s, in clear or over TLS', async (_what, greeting, expected) => {
    for (const security of ['starttls', 'tls'] as const) {
      const server = await faulty({ greeting }, { secure: security === 'tls' });
      const { found, reply } = await tried(server.port, { security });
      expect(found).toBe(expected);
      expect(reply).toMatch(/connections|No SMTP service/);
    }
  });
});

describe.concurrent('encryption', () => {
  test('a plain client at a TLS port is told to use TLS', async () => {
    const server = await faulty({}, { secure: true });
    const { found, words } = await tried(server.port, {}, { patience: { greeting: 20 } });
    expect(found).toBe('tls: use-tls');
    expect(words?.fr).toMatch(/« TLS »/);
  });

  test('a TLS client at a plain port is told to use STARTTLS', async () => {
    const server = await faulty({});
    const { found, words } = await tried(server.port, { security: 'tls' });
    expect(found).toBe('tls: use-starttls');
    expect(words?.en).toMatch(/STARTTLS/);
  });

  const certificates: [string, () => Promise<Identity>, string, RegExp][] = [
    ['expired', () => trusted.certificate({ names: [HOST], from: -9, until: -1 }), 'certificate-expired', /renouveler/],
    [
      'not valid yet',
      () => trusted.certificate({ names: [HOST], from: 2, until: 9 }),
      'certificate-not-yet-valid',
      /pas encore/,
    ],
    [
      'of another name',
      () => trusted.certificate({ names: ['autre.test'] }),
      'certificate-wrong-name',
      new RegExp(HOST),
    ],
    ['self-signed', () => selfSigned({ names: [HOST] }), 'certificate-self-signed', /Let’s Encrypt/],
    [
      'of an unknown authority',
      async () => (await authority('Other')).certificate({ names: [HOST] }),
      'certificate-untrusted',
      /autorité/,
    ],
  ];
  test.each(certificates)('a certificate that is %s', async (_what, certificate, advice, words) => {
    const identity = await certificate();
    for (const security of ['starttls', 'tls'] as const) {
      const server = await faulty({}, { ...identity, secure: security === 'tls' });
      const result = await tried(server.port, { security });
      expect(result.found).toBe(`tls: ${advice}`);
      expect(result.words?.fr).toMatch(words);
      expect(server.logins).toEqual([]);
    }
  });

  test.each([
    ['not offered', { hideSTARTTLS: true }],
    ['switched off', { disabledCommands: ['STARTTLS'] }],
  ])('STARTTLS %s: nothing is sent in clear', async (_what, options) => {
    const server = await faulty({}, { ...options, allowInsecureAuth: true });
    const { found, words } = await tried(server.port);
    expect(found).toBe('tls: starttls-missing');
    expect(words?.fr).toMatch(/en clair, nous ne l’avons pas envoyé/);
    expect(server.logins).toEqual([]);
  });

  test.each([
    ['refused', '454 4.7.0 TLS not available', 'tls: starttls-refused'],
    ['cut by who stands between', '421 4.7.0 bye', 'tls: server-busy'],
  ])('STARTTLS offered, then %s', async (_what, answer, expected) => {
    const server = opened(
      await scriptedServer({ EHLO: '250-hi\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n', STARTTLS: `${answer}\r\n` }),
    );
    expect((await tried(server.port)).found).toBe(expected);
  });

  test('words slipped in before the handshake are not taken for the server’s', async () => {
    const server = opened(
      await scriptedServer({
        EHLO: '250-hi\r\n250 STARTTLS\r\n',
        STARTTLS: '220 go\r\n250-hi\r\n250 AUTH PLAIN\r\n',
      }),
    );
    const { found, reply, words } = await tried(server.port);
    expect([found, reply]).toEqual(['tls: unexpected-reply', '250 hi 250 AUTH PLAIN']);
    expect(words?.fr).toContain('ci-dessus');
  });

  test('more words than anybody reads are cut', async () => {
    const server = opened(await scriptedServer({ EHLO: `${'250-FACULTÉ\r\n'.repeat(14_000)}250 fin\r\n` }));
    const { found, reply } = await tried(server.port);
    expect(found).toBe('tls: unexpected-reply');
    expect(reply).toMatch(/^FACULTÉ FACULTÉ .*…$/);
    expect(reply?.length).toBeLessThanOrEqual(301);
  });

  test('only what is too old', async () => {
    const old = { secure: true, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    const server = await faulty({}, old);
    expect((await tried(server.port, { security: 'tls' })).found).toBe('tls: tls-too-old');
  });
});

describe.concurrent('login', () => {
  const login = (code: number, words: string) => ({ login: { code, words } });
  test.each([
    ['535 at an unknown server', login(535, '5.7.8 Authentication failed'), {}, 'wrong-login', /adresse entière/],
    [
      '535 at Gmail',
      login(535, '5.7.8 Username and Password not accepted'),
      { preset: 'gmail' },
      'app-password',
      /apppasswords/,
    ],
    [
      '535 at Yahoo',
      login(535, '5.7.0 (#AUTH005) Too many bad auth attempts'),
      { preset: 'yahoo' },
      'app-password',
      /Yahoo.*app-password/,
    ],
    [
      '535 at Free with the whole address',
      login(535, '5.7.8 Error'),
      { preset: 'free' },
      'login-before-at',
      /« durand »/,
    ],
    [
      '535 at Free with what stands before the @',
      login(535, '5.7.8 Error'),
      { preset: 'free', login: 'durand' },
      'wrong-login',
      /L’identifiant y est ce qui précède le @/,
    ],
    ['535 at Brevo', login(535, '5.7.8 Authentication failed'), { preset: 'brevo' }, 'smtp-key', /Brevo.*clé SMTP/],
    [
      '535 at Mailjet',
      login(535, '5.7.8 Authentication failed'),
      { preset: 'mailjet', login: '0a1b2c' },
      'smtp-key',
      /clé d’API pour identifiant et la clé secrète pour mot de passe/,
    ],
    [
      '534 5.7.9',
      login(534, '5.7.9 Application-specific password required.'),
      {},
      'app-password',
      /mot de passe d’application/,
    ],
    [
      '535 5.7.139',
      login(535, '5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled'),
      {},
      'microsoft-password',
      /OAuth/,
    ],
    [
      '535 at Outlook',
      login(535, '5.7.3 Authentication unsuccessful'),
      { preset: 'outlook' },
      'microsoft-password',
      /OAuth/,
    ],
    ['454', login(454, '4.7.0 Temporary authentication failure'), {}, 'auth-later', /quelques minutes/],
    ['504', login(504, '5.5.4 Unrecognized authentication type'), {}, 'auth-mechanism', /PLAIN, LOGIN/],
    ['421', login(421, '4.7.0 Try again later, closing'), {}, 'server-busy', /occupé/],
  ])('%s', async (_what, faults, more, advice, words) => {
    const server = await faulty(faults);
    const result = await tried(server.port, more);
    expect(result.found).toBe(`authenticate: ${advice}`);
    expect(result.code).toMatch(new RegExp(`^${faults.login.code} ${faults.login.words.split(' ')[0]}$`));
    expect(result.words?.fr).toMatch(words);
    expect(result.words?.en).toBeTruthy();
    expect(server.received).toEqual([]);
  });

  test.each([
    ['what is no reply', '999 what\r\n', '999 what', /ci-dessus/],
    ['words with the password', `hello ${PASSWORD}\r\n`, 'hello […]', /ci-dessus/],
    ['nothing but a code', '334 \r\n', undefined, /Recommencez/],
    ['a code that asks for more', '334 encore\r\n', 'encore', /ci-dessus/],
  ])('answered with %s', async (_what, answer, words, advice) => {
    const server = opened(await tlsScripted({ EHLO: '250-hi\r\n250 AUTH PLAIN\r\n', AUTH: answer }));
    const result = await tried(server.port, { security: 'tls' });
    expect([result.found, result.reply]).toEqual(['authenticate: unexpected-reply', words]);
    expect(result.words?.fr).toMatch(advice);
  });

  test('not offered', async () => {
    const server = await faulty({}, { disabledCommands: ['AUTH'], authOptional: true });
    const { found, words } = await tried(server.port);
    expect(found).toBe('authenticate: auth-not-offered');
    expect(words?.fr).toMatch(/« authentifié »/);
    expect(server.received).toEqual([]);
  });

  test('only OAuth is offered', async () => {
    const server = await faulty({}, { authMethods: ['XOAUTH2'] });
    const { found, words } = await tried(server.port, { preset: 'outlook' });
    expect(found).toBe('authenticate: oauth-only');
    expect(words?.en).toMatch(/Outlook only takes OAuth/);
  });

  const utf8 = (text: string) => Buffer.from(text).toString('base64');
  test.each([
    ['as it is', PASSWORD],
    ['as it travelled', utf8(`\0durand@exemple.test\0${PASSWORD}`)],
    ['in base64', utf8(PASSWORD)],
    ['in a URL', encodeURIComponent(PASSWORD)],
    ['in hexadecimal', Buffer.from(PASSWORD).toString('hex')],
  ])('a server that repeats the password %s: it is not repeated further', async (_what, echoed) => {
    const server = await faulty({ login: { code: 535, words: `5.7.8 refused: ${echoed} (bad)` } });
    const { reply } = await tried(server.port);
    expect(reply).toBe('refused: […] (bad)');
  });

  test('words of a server are one short line, whatever it sends', async () => {
    const server = await faulty({ login: { code: 535, words: `5.7.8 <b>\u202e\u0007tab\there ${'x'.repeat(5000)}` } });
    const { reply = '' } = await tried(server.port);
    expect(reply).toMatch(/^<b> tab here x+…$/);
    expect(reply.length).toBeLessThanOrEqual(301);
  });
});

describe.concurrent('envelope and message', () => {
  test.each([
    [
      'sender refused',
      { sender: { code: 550, words: '5.7.1 Sender address rejected' } },
      'sender: sender-refused',
      /identifiant durand/,
    ],
    [
      'sender refused when the recipient is known',
      { recipient: { code: 553, words: '5.7.1 <x>: Sender address rejected: not owned by user' } },
      'recipient: sender-refused',
      /identifiant durand/,
    ],
    ['sender put off', { sender: { code: 451, words: '4.3.0 try later' } }, 'sender: message-later', /plus tard/],
    [
      'message too large, said at once',
      { sender: { code: 552, words: '5.3.4 too big' } },
      'sender: too-large',
      /taille/,
    ],
    [
      'recipient refused',
      { recipient: { code: 550, words: '5.7.1 Relaying denied' } },
      'recipient: relay-refused',
      /ses propres clients/,
    ],
    ['greylisted', { recipient: { code: 450, words: '4.2.0 Greylisted' } }, 'recipient: recipient-later', /plus tard/],
    ['421 in the middle', { recipient: { code: 421, words: '4.7.0 closing' } }, 'recipient: server-busy', /occupé/],
    ['552 after the message', { message: { code: 552, words: '5.2.2 Mailbox full' } }, 'send: mailbox-full', /pleine/],
    [
      '554 spam',
      { message: { code: 554, words: '5.7.1 Message rejected as spam' } },
      'send: spam',
      /SPF, DKIM et DMARC/,
    ],
    ['554 after the message', { message: { code: 554, words: '5.6.0 no' } }, 'send: message-refused', /ci-dessus/],
    ['451 after the message', { message: { code: 451, words: '4.3.0 later' } }, 'send: message-later', /plus tard/],
    [
      'may not send as this address',
      { message: { code: 554, words: '5.2.252 SendAsDenied; a not allowed to send as b' } },
      'send: sender-refused',
      /expéditeur/,
    ],
    ['cut in the middle of the message', { cutsMessage: true }, 'send: connection-lost', /coupé/],
  ] satisfies [string, Faults, string, RegExp][])('%s', async (_what, faults, expected, words) => {
    const server = await faulty(faults);
    const result = await tried(server.port);
    expect(result.found).toBe(expected);
    expect(result.words?.fr).toMatch(words);
    expect(server.received).toEqual([]);
  });

  test.each([
    ['of the mailbox itself', {}, /alors que c’est l’adresse de la boîte/],
    ['of the mailbox, which signs in with less', { login: 'Durand' }, /alors que c’est l’adresse de la boîte/],
    ['of another mailbox', { fromAddress: 'autre@exemple.test' }, /Mettez l’adresse de la boîte elle-même/],
    ['that the provider does not know', { preset: 'mailjet', login: '0a1b2c' }, /Déclarez cette adresse.*Mailjet/],
  ])('a sender refused, %s', async (_what, more, advice) => {
    const server = await faulty({ sender: { code: 550, words: '5.7.1 Sender address rejected' } });
    expect((await tried(server.port, more)).words?.fr).toMatch(advice);
  });

  test('an answer to MAIL that is no reply is shown', async () => {
    const script = { EHLO: '250-hi\r\n250 AUTH PLAIN\r\n', AUTH: '235 ok\r\n', MAIL: 'hello there\r\n' };
    const server = opened(await tlsScripted(script));
    const { found, reply, words } = await tried(server.port, { security: 'tls' });
    expect([found, reply]).toEqual(['sender: unexpected-reply', 'hello there']);
    expect(words?.fr).toContain('ci-dessus');
  });

  test('a server whose limit is smaller than the message is not sent it', async () => {
    const server = await faulty({}, { size: MESSAGE.byteLength - 1 });
    const { found, sizeLimit } = await tried(server.port);
    expect(found).toBe('sender: too-large');
    expect(sizeLimit).toBe(MESSAGE.byteLength - 1);
    expect(server.received).toEqual([]);
  });

  test('letters before the @ that the server cannot take', async () => {
    const old = { hideSMTPUTF8: true, hide8BITMIME: true };
    const sender = await tried((await faulty({}, old)).port, { fromAddress: 'rené@exemple.test' });
    expect(sender.found).toBe('sender: no-international-sender');
    const recipient = await tried((await faulty({}, old)).port, {}, {}, 'zoé@exemple.test');
    expect(recipient.found).toBe('recipient: no-international-addresses');
    expect(recipient.words?.fr).toMatch(/sans accents/);
  });

  test('letters before the @ that the server takes', async () => {
    const server = await faulty({});
    const { ok } = await tried(server.port, { fromAddress: 'rené@exemple.test' }, {}, 'zoé@exemple.test');
    expect(ok).toBe(true);
    expect(server.received[0]).toMatchObject({ from: 'rené@exemple.test', to: ['zoé@exemple.test'] });
  });

  test('a server that falls silent', async () => {
    const server = opened(await scriptedServer({ EHLO: '' }));
    const { found, code } = await tried(server.port, {}, { patience: { reply: 20 } });
    expect([found, code]).toEqual(['tls: server-silent', 'ETIMEDOUT']);
  });

  test('the whole test ends in time, however patient each stage is', async () => {
    const server = opened(await scriptedServer({ EHLO: '' }));
    const forever = { greeting: 3_600_000, reply: 3_600_000, tls: 3_600_000, whole: 2_000 };
    const { ok, code, found, words } = await tried(server.port, {}, { patience: forever });
    expect([ok, code]).toEqual([false, 'ETIMEDOUT']);
    expect(found).toBe('tls: server-slow');
    expect(words?.fr).toMatch(/répond, mais trop lentement/);
  });
});

/** A server that answers as it is told to, over TLS from the first byte. */
const tlsScripted = (script: Readonly<Record<string, string>>) => scriptedServer(script, good);

/** A port whose connections are never taken: its process sleeps and its queue is full. */
async function unanswering() {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  const [port] = (await once(worker, 'message')) as [number];
  const queued = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await Promise.all(queued.slice(0, 2).map((socket) => once(socket, 'connect')));
  return {
    port,
    close: async () => {
      for (const socket of queued) socket.destroy();
      await worker.terminate();
    },
  };
}
