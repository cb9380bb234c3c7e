import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type SecureContextOptions } from 'node:tls';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A refusal as a server says it: code and words. */
export interface Refusal {
  code: number;
  words: string;
}

/** What goes wrong at a server that is otherwise in order. */
export interface Faults {
  greeting?: Refusal;
  /** Told at once, or after something else has happened. */
  login?: Refusal | (() => Promise<Refusal | undefined>);
  sender?: Refusal;
  /** For every recipient, or those of an address. */
  recipient?: Refusal | ((address: string) => Refusal | undefined);
  /** After the message came in. */
  message?: Refusal;
  /** Cuts the connection in the middle of the message. */
  cutsMessage?: boolean;
}

export interface Received {
  from: string;
  to: string[];
  raw: string;
  parsed: ParsedMail;
  login: string | undefined;
  encrypted: boolean;
}

export interface TestSmtp {
  port: number;
  received: Received[];
  /** Every login with its password, whatever became of it. */
  logins: { username: string; password: string }[];
  /** Cuts every connection: now, or when a word comes over it. */
  hangUp(): void;
  hangUpAtNext(): void;
  close(): Promise<void>;
}

const fault = ({ code, words }: Refusal) => Object.assign(new Error(words), { responseCode: code });

/** An SMTP server on loopback, with faults. It takes any login. */
export async function smtpServer(options: SMTPServerOptions, faults: Faults = {}): Promise<TestSmtp> {
  const received: Received[] = [];
  const logins: TestSmtp['logins'] = [];
  const sockets = new Set<Socket>();
  const answer = (refusal: Refusal | undefined, done: (error?: Error | null) => void) =>
    refusal ? done(fault(refusal)) : done();

  const server = new SMTPServer({
    logger: false,
    disableReverseLookup: true,
    authMethods: ['PLAIN', 'LOGIN'],
    closeTimeout: 1,
    onConnect: (_session, done) => answer(faults.greeting, done),
    async onAuth({ username, password }, _session, done) {
      logins.push({ username: username ?? '', password: password ?? '' });
      const { login } = faults;
      const refusal = typeof login === 'function' ? await login() : login;
      if (refusal) done(fault(refusal));
      else done(null, { user: username });
    },
    onMailFrom: (_address, _session, done) => answer(faults.sender, done),
    onRcptTo({ address }, _session, done) {
      const { recipient } = faults;
      answer(typeof recipient === 'function' ? recipient(address) : recipient, done);
    },
    onData(stream, { envelope, user, secure }, done) {
      if (faults.cutsMessage) {
        for (const socket of sockets) socket.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks);
        if (faults.message) return done(fault(faults.message));
        received.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: raw.toString(),
          parsed: await simpleParser(raw),
          login: user as string | undefined,
          encrypted: secure,
        });
        done();
      });
    },
    ...options,
  });
  // Clients that leave in the middle are what is tested.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: portOf(listening as Server),
    received,
    logins,
    hangUp: () => {
      for (const socket of sockets) socket.destroy();
    },
    hangUpAtNext: () => {
      for (const socket of sockets) socket.prependOnceListener('data', () => socket.destroy());
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A server that says what it likes: told of each connection, nothing else. Over TLS if it can prove who it is. */
export async function rawServer(speak: (socket: Socket) => void, identity?: SecureContextOptions) {
  const sockets = new Set<Socket>();
  const talk = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    speak(socket);
  };
  const server = identity ? createTlsServer(identity, talk) : createServer(talk);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A raw server that answers each line by what it begins with; the greeting is the answer to nothing. */
export const scriptedServer = (script: Readonly<Record<string, string>>, identity?: SecureContextOptions) =>
  rawServer((socket) => {
    socket.write(script[''] ?? '220 ready\r\n');
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        const command = Object.keys(script).find((beginning) => beginning && line.startsWith(beginning));
        socket.write(command ? (script[command] ?? '') : '502 not in the script\r\n');
      }
    });
  }, identity);

const portOf = (server: Server) => (server.address() as { port: number }).port;
