import { TimedOut } from '../../../shared/outside/deadline.ts';
import { guardAddresses, resolveHost } from '../../../shared/outside/guard.ts';
import { codeOf, serverWords } from './server-words.ts';
import type { SmtpAccount } from './smtp-account.ts';
import { SMTP_PORTS, SMTP_STAGES, type SmtpStage } from './smtp-account-fields.ts';
import type { Advice } from './smtp-advice.ts';
import {
  clientName,
  openSocket,
  SMTP_PATIENCE,
  type SmtpPatience,
  type SmtpRoute,
  tlsDemands,
} from './smtp-connection.ts';
import { type Reply, SmtpDialogue } from './smtp-dialogue.ts';
import { mechanismOf } from './smtp-login.ts';
import { providerOf } from './smtp-presets.ts';
import { mishap, verdict } from './smtp-verdict.ts';

export interface StageReport {
  stage: SmtpStage;
  outcome: 'passed' | 'failed' | 'skipped';
  ms: number;
  /** The server's words, and the code that it or the network gave. */
  reply?: string;
  code?: string;
  advice?: Advice;
}

export interface Diagnosis {
  ok: boolean;
  stages: StageReport[];
  /** The largest message that the server says it takes, in bytes. */
  sizeLimit?: number;
}

export type Tested = Pick<SmtpAccount, 'preset' | 'host' | 'port' | 'security' | 'login' | 'fromAddress'>;

interface Parcel {
  to: string;
  /** The whole message, MIME. */
  message: Uint8Array;
}

/** Something is wrong, and this is what. */
class Found extends Error {
  readonly advice: Advice;
  readonly reply: Reply | undefined;
  /** Where it is wrong, when that shows only later. */
  readonly stage: SmtpStage | undefined;

  constructor(advice: Advice, { reply, stage }: { reply?: Reply; stage?: SmtpStage } = {}) {
    super(advice);
    this.advice = advice;
    this.reply = reply;
    this.stage = stage;
  }
}

/** Sends one message as far as it gets, and says of each stage what became of it. Never throws for what a server does. */
export async function diagnose(
  account: Tested,
  password: string,
  parcel: Parcel,
  route: SmtpRoute = {},
): Promise<Diagnosis> {
  const test = new Test(account, password, route);
  try {
    await test.run(parcel);
  } catch (error) {
    if (!(error instanceof Found)) throw error;
  }
  return test.diagnosis();
}

class Test {
  private readonly reports = new Map<SmtpStage, Omit<StageReport, 'stage'>>();
  private readonly end: number;
  private readonly patience: SmtpPatience;
  private readonly account: Tested;
  private readonly password: string;
  private readonly route: SmtpRoute;
  private server: SmtpDialogue | undefined;
  /** Whether the present wait is cut by the end of the whole test. */
  private isLate = false;
  private extensions = new Map<string, string[]>();

  constructor(account: Tested, password: string, route: SmtpRoute) {
    this.account = account;
    this.password = password;
    this.route = route;
    this.patience = { ...SMTP_PATIENCE, ...route.patience };
    this.end = performance.now() + this.patience.whole;
  }

  async run(parcel: Parcel): Promise<void> {
    const { host, port, security } = this.account;
    const resolved = await this.stage('resolve', () =>
      resolveHost({ host, ...this.route, patience: this.left('resolve') }),
    );
    const destination = await this.stage('guard', async () =>
      guardAddresses(resolved, { port, ports: SMTP_PORTS, ...this.route }),
    );
    const socket = await this.stage('connect', () => openSocket(destination, port, this.left('connect')));
    const server = new SmtpDialogue(socket);
    this.server = server;
    try {
      // The greeting belongs to the connection, even where it comes after the handshake.
      if (security === 'tls') await this.stage('tls', () => this.encrypt(server));
      await this.stage('connect', () => this.greeting(server));
      if (security === 'starttls') await this.stage('tls', () => this.startTls(server));
      await this.stage('authenticate', () => this.authenticate(server));
      await this.deliver(server, parcel);
    } finally {
      server.close();
    }
  }

  diagnosis(): Diagnosis {
    const failed = SMTP_STAGES.findIndex((stage) => this.reports.get(stage)?.outcome === 'failed');
    const stages = SMTP_STAGES.map((stage, i) => {
      const report = failed < 0 || i <= failed ? this.reports.get(stage) : undefined;
      return { stage, ...(report ?? { outcome: 'skipped' as const, ms: 0 }) };
    });
    const sizeLimit = Number(this.extensions.get('SIZE')?.[0]);
    return { ok: failed < 0, stages, ...(sizeLimit > 0 && { sizeLimit }) };
  }

  /** Times a stage and notes how it went; a stage in two parts is one report. */
  private async stage<T>(stage: SmtpStage, job: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const before = this.reports.get(stage);
    const note = (report: Omit<StageReport, 'stage' | 'ms'>) =>
      this.reports.set(stage, { ...report, ms: Math.round((before?.ms ?? 0) + performance.now() - start) });
    try {
      const result = await job();
      note({ outcome: 'passed', ...(isReply(result) && this.quoted(result)) });
      return result;
    } catch (error) {
      if (error instanceof Found) {
        const { advice, reply, stage: later } = error;
        const report = { outcome: 'failed' as const, ...(reply && this.quoted(reply)), advice };
        if (later) this.reports.set(later, { ...report, ms: 0 });
        note(later ? { outcome: 'passed' } : report);
        throw error;
      }
      const { advice, code } = mishap(error, { stage, isConnected: this.server !== undefined, isLate: this.isLate });
      const reply = serverWords({ lines: this.server?.unread() ?? [] }, this.password);
      note({ outcome: 'failed', ...(reply && { reply }), ...(code && { code }), advice });
      throw new Found(advice);
    }
  }

  private quoted(reply: Reply) {
    const words = serverWords(reply, this.password);
    return { ...(words && { reply: words }), code: codeOf(reply) };
  }

  /** What is left for a wait, of its own limit and of the whole. */
  private left(wait: keyof SmtpPatience): number {
    const rest = this.end - performance.now();
    this.isLate = rest < this.patience[wait];
    return Math.max(1, Math.min(this.patience[wait], rest));
  }

  private async greeting(server: SmtpDialogue): Promise<Reply> {
    try {
      return this.accepted('connect', await server.reply(this.left('greeting')), 220);
    } catch (error) {
      const mute = error instanceof TimedOut && this.account.security === 'starttls';
      if (mute && (await this.speaksTls(server))) throw new Found('use-tls', { stage: 'tls' });
      throw error;
    }
  }

  /** A server that waits for a handshake says nothing until it gets one. */
  private async speaksTls(server: SmtpDialogue): Promise<boolean> {
    const anybody = { ...tlsDemands(this.account, this.route), rejectUnauthorized: false };
    return server.secure(anybody, this.left('tls')).then(
      () => true,
      () => false,
    );
  }

  private encrypt(server: SmtpDialogue): Promise<void> {
    return server.secure(tlsDemands(this.account, this.route), this.left('tls'));
  }

  private async startTls(server: SmtpDialogue): Promise<void> {
    const reply = await this.hello(server);
    if (!this.extensions.has('STARTTLS')) throw new Found('starttls-missing', { reply });
    this.accepted('tls', await server.say('STARTTLS', this.left('reply')), 220);
    await this.encrypt(server);
  }

  private async hello(server: SmtpDialogue): Promise<Reply> {
    const reply = await server.say(`EHLO ${clientName()}`, this.left('reply'));
    if (reply.code === 421) throw new Found('server-busy', { reply });
    const words = reply.code === 250 ? reply.lines.slice(1).map((line) => line.toUpperCase().split(/[\s=]+/)) : [];
    this.extensions = new Map(words.map(([name = '', ...values]) => [name, values]));
    return reply;
  }

  private async authenticate(server: SmtpDialogue): Promise<Reply> {
    const reply = await this.hello(server);
    const offered = this.extensions.get('AUTH');
    if (!offered) throw new Found('auth-not-offered', { reply });
    const signIn = mechanismOf(offered);
    if (signIn) {
      const credentials = { login: this.account.login, password: this.password };
      return this.accepted('authenticate', await signIn(server, credentials, () => this.left('reply')), 235);
    }
    const oauth = offered.includes('XOAUTH2') || offered.includes('OAUTHBEARER');
    throw new Found(oauth ? 'oauth-only' : 'auth-mechanism', { reply });
  }

  private async deliver(server: SmtpDialogue, { to, message }: Parcel): Promise<void> {
    const { fromAddress } = this.account;
    const international = this.extensions.has('SMTPUTF8');
    const mustBeSayable = (address: string) => {
      if (!isAscii(address) && !international) throw new Found('no-international-addresses');
    };
    await this.stage('sender', async () => {
      mustBeSayable(fromAddress);
      const utf8 = isAscii(fromAddress + to) || !international ? '' : ' SMTPUTF8';
      return this.accepted('sender', await server.say(`MAIL FROM:<${fromAddress}>${utf8}`, this.left('reply')), 250);
    });
    await this.stage('recipient', async () => {
      mustBeSayable(to);
      return this.accepted('recipient', await server.say(`RCPT TO:<${to}>`, this.left('reply')), 250, 251);
    });
    await this.stage('send', async () => {
      const limit = Number(this.extensions.get('SIZE')?.[0]);
      if (limit > 0 && message.byteLength > limit) throw new Found('too-large');
      this.accepted('send', await server.say('DATA', this.left('reply')), 354);
      return this.accepted('send', await server.message(message, this.left('verdict')), 250);
    });
  }

  private accepted(stage: SmtpStage, reply: Reply, ...codes: number[]): Reply {
    if (codes.includes(reply.code)) return reply;
    const { login } = this.account;
    const advice =
      reply.code < 400 ? 'unexpected-reply' : verdict(stage, reply, { provider: providerOf(this.account), login });
    throw new Found(advice, { reply });
  }
}

const isReply = (value: unknown): value is Reply => typeof value === 'object' && value !== null && 'lines' in value;
const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);
