import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutsideRefused } from '../../../shared/outside/guard.ts';
import { authority, type Identity } from '../../../test/smtp/certificates.ts';
import { type Faults, rawServer, smtpServer, type TestSmtp } from '../../../test/smtp/server.ts';
import { type SmtpRoute, smtpOptions } from './smtp-connection.ts';

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
const optionsTo = (port: number, route: SmtpRoute = {}, security: 'tls' | 'starttls' = 'starttls') =>
  smtpOptions({ host: HOST, port, security, login: 'durand' }, 'secret', {
    resolve: async () => ['127.0.0.1'],
    allow: [`${HOST}:${port}`],
    ca,
    ...route,
  });
const MAIL = { from: 'durand@exemple.test', to: 'anne@exemple.test', subject: 'Devis', text: 'Bonjour' };
const send = (options: ReturnType<typeof optionsTo>, mail: object = MAIL) => createTransport(options).sendMail(mail);

describe.concurrent('a nodemailer transport', () => {
  test.each(['starttls', 'tls'] as const)('leaves encrypted, signed in, by %s', async (security) => {
    const server = await started({}, { secure: security === 'tls' });
    const { accepted } = await send(optionsTo(server.port, {}, security));
    expect(accepted).toEqual(['anne@exemple.test']);
    expect(server.received).toMatchObject([{ login: 'durand', encrypted: true }]);
  });

  test('keeps one connection for many messages', async () => {
    const server = await started();
    let lookups = 0;
    const resolve = async () => {
      lookups++;
      return ['127.0.0.1'];
    };
    const pool = createTransport({ ...optionsTo(server.port, { resolve }), pool: true, maxConnections: 1 });
    for (let i = 0; i < 3; i++) await pool.sendMail(MAIL);
    pool.close();
    expect(server.received).toHaveLength(3);
    expect(server.logins).toHaveLength(1);
    expect(lookups).toBe(1);
  });

  test('what the guard refuses is told as it is, and nothing is connected', async () => {
    const server = await started();
    const refused = send(optionsTo(server.port, { resolve: async () => ['127.0.0.1', '10.0.0.1'], allow: [] }));
    await expect(refused).rejects.toThrow(OutsideRefused);
    await expect(refused).rejects.toMatchObject({ stage: 'guard', refusal: 'address-not-public' });
    expect(server.logins).toEqual([]);
  });

  test('a name that changes between look-ups: each connection goes where the guard looked', async () => {
    const server = await started();
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const options = optionsTo(server.port, {
      resolve: async () => answers.shift() ?? [],
      allow: [`127.0.0.1:${server.port}`],
    });
    await send(options);
    await expect(send(options)).rejects.toMatchObject({ refusal: 'address-not-public' });
    expect(server.received).toHaveLength(1);
  });

  test('no STARTTLS, or a certificate of another name: the password is not sent', async () => {
    const stripped = await started({}, { disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    await expect(send(optionsTo(stripped.port))).rejects.toMatchObject({ code: 'ETLS' });
    const other = await started({}, await trusted.certificate({ names: ['autre.test'] }));
    await expect(send(optionsTo(other.port))).rejects.toThrow(/altnames/);
    expect([...stripped.logins, ...other.logins]).toEqual([]);
  });

  test('one of two recipients refused: the message leaves for the other, and the refusal is told', async () => {
    const recipient = (address: string) =>
      address.startsWith('luc') ? { code: 550, words: '5.1.1 unknown' } : undefined;
    const server = await started({ recipient });
    const to = ['anne@exemple.test', 'luc@exemple.test'];
    const { accepted, rejected } = await send(optionsTo(server.port), { ...MAIL, to });
    expect([accepted, rejected]).toEqual([['anne@exemple.test'], ['luc@exemple.test']]);
    expect(server.received[0]?.to).toEqual(['anne@exemple.test']);
  });

  test('a message may not name files of ours', async () => {
    const server = await started();
    const attachments = [{ filename: 'passwd', path: '/etc/hosts' }];
    await expect(send(optionsTo(server.port), { ...MAIL, attachments })).rejects.toThrow(/File access rejected/);
  });

  test('a server that takes its time at each reply is waited for until the login', async () => {
    const server = await started();
    // Less than each reply may take; together more than one wait.
    const slow = await rawServer((client) => {
      const behind = connect(server.port, '127.0.0.1');
      behind.on('error', () => {});
      client.pipe(behind);
      let replies = 0;
      behind.on('data', (reply: Buffer) => setTimeout(() => client.write(reply), ++replies > 3 ? 0 : 700));
    });
    servers.push(slow);
    const patience = { resolve: 50, connect: 50, greeting: 1500, reply: 1500, tls: 300 };
    await send(optionsTo(slow.port, { patience }));
    expect(server.received).toHaveLength(1);
  });
});
