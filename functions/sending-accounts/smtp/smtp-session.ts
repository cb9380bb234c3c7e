import { domainToASCII } from 'node:url';
import { TimedOut } from '../../../shared/outside/deadline.ts';
import { guardAddresses, resolveHost } from '../../../shared/outside/guard.ts';
import type { SmtpAccount } from './smtp-account.ts';
import { SMTP_PORTS, type SmtpStage } from './smtp-account-fields.ts';
import type { Advice } from './smtp-advice.ts';
import { blameOf } from './smtp-blame.ts';
import { clientName, openSocket, type SmtpPatience, type SmtpRoute, tlsDemands } from './smtp-connection.ts';
import { type Reply, SmtpDialogue, Unreadable } from './smtp-dialogue.ts';
import { signIn } from './smtp-login.ts';
import { mishap } from './smtp-mishap.ts';
import { providerOf } from './smtp-presets.ts';
import { verdict } from './smtp-verdict.ts';

export type SessionAccount = Pick<SmtpAccount, 'preset' | 'host' | 'port' | 'security' | 'login' | 'fromAddress'>;

/** A message as a server is given it. */
export interface Parcel {
  from: string;
  to: readonly string[];
  /** Bytes, and never less than they are. */
  size: number;
  /** The whole message, MIME, from its beginning each time. */
  open(): AsyncIterable<Uint8Array>;
  /** Called when the server has all but the dot: from then on nobody can tell whether it takes the message. */
  handing?(): Promise<void>;
}

export interface Taken {
  reply: Reply;
  /** Recipients that were refused or put off; the others have it. */
  refused: ReadonlyMap<string, Found>;
}

/** What a server or the network did that was not wanted, at which stage, and what it means. */
export class Found extends Error {
  override name = 'Found';
  readonly advice: Advice;
  readonly stage: SmtpStage;
  readonly reply: Reply | undefined;
  /** What the network said, and what the server had said that was no reply. */
  readonly code: string | undefined;
  readonly unread: readonly string[];
  /** The message was handed over whole, and nothing was answered: it may have been taken. */
  isUncertain = false;
  /** When nobody was left to write to: what was said of each. */
  refused: ReadonlyMap<string, Found> | undefined;

  constructor(
    advice: Advice,
    stage: SmtpStage,
    { reply, code, unread = [] }: { reply?: Reply; code?: string | undefined; unread?: readonly string[] } = {},
  ) {
    super(`${stage}: ${advice}`);
    this.advice = advice;
    this.stage = stage;
    this.reply = reply;
    this.code = code;
    this.unread = unread;
  }
}

interface Setting {
  patience: SmtpPatience;
  route?: SmtpRoute | undefined;
  /** Hears how each stage goes. */
  around?: <T>(stage: SmtpStage, job: () => Promise<T>) => Promise<T>;
}

/**
 * A conversation with the server of an account: from the look-up of its name to the messages that it takes. The one way
 * to speak SMTP here, for the test of an account and for delivery. Never in clear, never to another address than the one
 * that passed the guard.
 */
export class SmtpSession {
  readonly #account: SessionAccount;
  readonly #password: string;
  readonly #patience: SmtpPatience;
  readonly #route: SmtpRoute;
  readonly #around: NonNullable<Setting['around']>;
  #end: number;
  #server: SmtpDialogue | undefined;
  /** Whether the present wait is cut by the end of all of it. */
  #isLate = false;
  /** What the server offers; nothing when it only knows HELO, and cannot say. */
  #extensions: Map<string, string[]> | undefined = new Map();
  #handed = false;

  constructor(account: SessionAccount, password: string, { patience, route = {}, around }: Setting) {
    this.#account = account;
    this.#password = password;
    this.#patience = patience;
    this.#route = route;
    this.#around = around ?? ((_stage, job) => job());
    this.#end = performance.now() + patience.whole;
  }

  /** The largest message that the server says it takes, in bytes. */
  get sizeLimit(): number | undefined {
    const limit = Number(this.#extensions?.get('SIZE')?.[0]);
    return limit > 0 ? limit : undefined;
  }

  /** Whether another message may follow. */
  get isIdle(): boolean {
    return this.#server?.isIdle ?? false;
  }

  keepAlive(stays: boolean): void {
    this.#server?.keepAlive(stays);
  }

  /** Gives what follows all its time. @param until in milliseconds, as `performance.now()` */
  renew(until = performance.now() + this.#patience.whole): void {
    this.#end = until;
  }

  /** Takes leave without waiting for an answer. */
  close(): void {
    this.#server?.close();
  }

  /** Connects, encrypts and signs in. @throws Found */
  async open(): Promise<void> {
    const { host, port, security } = this.#account;
    const resolved = await this.#stage('resolve', () =>
      resolveHost({ host, ...this.#route, patience: this.#left('resolve') }),
    );
    const destination = await this.#stage('guard', async () =>
      guardAddresses(resolved, { port, ports: SMTP_PORTS, ...this.#route }),
    );
    const socket = await this.#stage('connect', () => openSocket(destination, port, this.#left('connect')));
    const server = new SmtpDialogue(socket);
    this.#server = server;
    // The greeting belongs to the connection, even where it comes after the handshake.
    if (security === 'tls') await this.#stage('tls', () => this.#encrypt(server));
    await this.#stage('connect', () => this.#greeting(server));
    if (security === 'starttls') await this.#stage('tls', () => this.#startTls(server));
    await this.#stage('authenticate', () => this.#authenticate(server));
  }

  /** Hands over one message. @throws Found; Unreadable when it could not be read, and surely was not taken */
  async send({ from, to, size, open, handing }: Parcel): Promise<Taken> {
    const server = this.#server;
    if (!server) throw new Error('the session is not open');
    this.#handed = false;
    const isInternational = this.#extensions?.has('SMTPUTF8') ?? false;
    const isSayable = (address: string) => isAscii(address) || isInternational;
    const [sender, ...recipients] = [from, ...to].map(asEnvelope) as [string, ...string[]];
    await this.#stage('sender', async () => {
      if (!isSayable(sender)) throw new Found('no-international-sender', 'sender');
      if (size > (this.sizeLimit ?? size)) throw new Found('too-large', 'sender');
      const isUtf8 = isInternational && ![sender, ...recipients].every(isAscii);
      const more = `${this.sizeLimit ? ` SIZE=${size}` : ''}${isUtf8 ? ' SMTPUTF8' : ''}`;
      return this.#accepted('sender', await server.say(`MAIL FROM:<${sender}>${more}`, this.#left('reply')), 250);
    });
    const refused = new Map<string, Found>();
    await this.#stage('recipient', async () => {
      let reply: Reply | undefined;
      for (const [i, recipient] of recipients.entries()) {
        const said = await this.#recipient(server, recipient, isSayable(recipient));
        if (said instanceof Found) refused.set(to[i] ?? recipient, said);
        else reply = said;
      }
      const [first] = refused.values();
      if (reply || !first) return reply;
      first.refused = refused;
      throw first;
    });
    const reply = await this.#stage('send', async () => {
      this.#accepted('send', await server.say('DATA', this.#left('reply')), 354);
      await server.message(open(), () => this.#left('verdict'));
      // Nothing that is said before the end is a yes.
      if (server.hasReply) return this.#accepted('send', await server.reply(this.#left('reply')));
      await handing?.().catch((cause: unknown) => {
        throw new Unreadable('the message was held back', { cause });
      });
      this.#handed = true;
      return this.#accepted('send', await server.verdict(this.#left('verdict')), 250);
    });
    return { reply, refused };
  }

  /** What becomes of one recipient. @throws Found when it is about all of them */
  async #recipient(server: SmtpDialogue, address: string, isSayable: boolean): Promise<Reply | Found> {
    try {
      if (!isSayable) throw new Found('no-international-addresses', 'recipient');
      return this.#accepted('recipient', await server.say(`RCPT TO:<${address}>`, this.#left('reply')), 250, 251);
    } catch (error) {
      if (!(error instanceof Found)) throw error;
      const blame = blameOf(error);
      if (blame === 'account' || blame === 'limit' || error.advice === 'server-busy') throw error;
      return error;
    }
  }

  async #stage<T>(stage: SmtpStage, job: () => Promise<T>): Promise<T> {
    return this.#around(stage, async () => {
      try {
        return await job();
      } catch (error) {
        if (error instanceof Found || error instanceof Unreadable) throw error;
        const found = this.#found(stage, error);
        found.isUncertain = stage === 'send' && this.#handed;
        throw found;
      }
    });
  }

  #found(stage: SmtpStage, error: unknown): Found {
    const { security } = this.#account;
    const isConnected = this.#server !== undefined;
    const { advice, code } = mishap(error, { stage, security, isConnected, isLate: this.#isLate });
    return new Found(advice, stage, { code, unread: this.#server?.unread() ?? [] });
  }

  /** What is left for a wait, of its own limit and of the whole. */
  #left(wait: keyof SmtpPatience): number {
    const rest = this.#end - performance.now();
    this.#isLate = rest < this.#patience[wait];
    return Math.max(1, Math.min(this.#patience[wait], rest));
  }

  async #greeting(server: SmtpDialogue): Promise<Reply> {
    try {
      return this.#accepted('connect', await server.reply(this.#left('greeting')), 220);
    } catch (error) {
      const isMute = error instanceof TimedOut && this.#account.security === 'starttls';
      if (isMute && (await this.#speaksTls(server))) throw new Found('use-tls', 'tls');
      throw error;
    }
  }

  /** A server that waits for a handshake says nothing until it gets one. */
  #speaksTls(server: SmtpDialogue): Promise<boolean> {
    const anybody = { ...tlsDemands(this.#account, this.#route), rejectUnauthorized: false };
    return server.secure(anybody, this.#left('tls')).then(
      () => true,
      () => false,
    );
  }

  #encrypt(server: SmtpDialogue): Promise<void> {
    return server.secure(tlsDemands(this.#account, this.#route), this.#left('tls'));
  }

  async #startTls(server: SmtpDialogue): Promise<void> {
    const reply = await this.#hello(server);
    if (!this.#extensions?.has('STARTTLS')) throw new Found('starttls-missing', 'tls', { reply });
    const answer = await server.say('STARTTLS', this.#left('reply'));
    // A server that does not know the command never meant to offer it.
    if ([500, 502, 503].includes(answer.code)) throw new Found('starttls-missing', 'tls', { reply: answer });
    this.#accepted('tls', answer, 220);
    await this.#encrypt(server);
  }

  /** Asks what the server offers; one that does not know the question is greeted in the old way. */
  async #hello(server: SmtpDialogue): Promise<Reply> {
    const reply = await server.say(`EHLO ${clientName()}`, this.#left('reply'));
    if (reply.code === 421) throw new Found('server-busy', 'connect', { reply });
    if (reply.code === 250) {
      const words = reply.lines.slice(1).map((line) => line.toUpperCase().split(/[\s=]+/));
      this.#extensions = new Map(words.map(([name = '', ...values]) => [name, values]));
      return reply;
    }
    this.#extensions = undefined;
    return this.#accepted('connect', await server.say(`HELO ${clientName()}`, this.#left('reply')), 250);
  }

  async #authenticate(server: SmtpDialogue): Promise<Reply> {
    const reply = await this.#hello(server);
    // A server that cannot say what it offers may know how to sign in all the same.
    const offered = this.#extensions ? this.#extensions.get('AUTH') : ['PLAIN', 'LOGIN'];
    if (!offered) throw new Found('auth-not-offered', 'authenticate', { reply });
    const { login } = this.#account;
    const credentials = { login, password: this.#password, isKnown: providerOf(this.#account) !== undefined };
    const answer = await signIn(server, offered, credentials, () => this.#left('reply'));
    if (answer) return this.#accepted('authenticate', answer, 235);
    const isOauth = offered.includes('XOAUTH2') || offered.includes('OAUTHBEARER');
    throw new Found(isOauth ? 'oauth-only' : 'auth-mechanism', 'authenticate', { reply });
  }

  #accepted(stage: SmtpStage, reply: Reply, ...codes: number[]): Reply {
    if (codes.includes(reply.code)) return reply;
    const { login } = this.#account;
    const tried = { provider: providerOf(this.#account), login };
    throw new Found(reply.code < 400 ? 'unexpected-reply' : verdict(stage, reply, tried), stage, { reply });
  }
}

const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);

/** An address as a server is told it: its domain in ASCII, which every server takes. */
function asEnvelope(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
}
