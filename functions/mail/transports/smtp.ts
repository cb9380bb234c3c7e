import type { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer/lib/errors.js';
import type MailMessage from 'nodemailer/lib/mailer/mail-message.js';
import type { SMTPSentMessageInfo } from 'nodemailer/lib/smtp-transport/index.js';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { NotAsPinned } from '../../../shared/objects/pinned-stream.ts';
import { OutgoingRefused } from '../../../shared/outgoing/guard.ts';
import { serverWords } from '../smtp/server-words.ts';
import type { SmtpAccount } from '../smtp/smtp-account.ts';
import { providerOf } from '../smtp/smtp-presets.ts';
import { verdict } from '../smtp/smtp-verdict.ts';
import { type Line, lineOf, understandsUtf8 } from './smtp-pool.ts';
import { allOf, type Delivery, type Fate, type Message, type Transport } from './transport.ts';

/** Milliseconds that one message may take, its turn on a connection included: less than the function has. */
const PATIENCE = 45_000;

/** The way out through a tenant's own SMTP account. */
export const smtpTransport = (tenant: Tenant, account: SmtpAccount): Transport => ({
  async deliver(message) {
    try {
      const line = await lineOf(tenant, account);
      return await new Attempt(account, line, message).outcome();
    } catch (error) {
      return { fates: allOf(message, 'put-off', (error as Error).message) };
    }
  },
});

const NO_UTF8 = 'The server does not take addresses with letters outside ASCII (no SMTPUTF8).';

const isAscii = (address: string) => !/[^\x20-\x7e]/.test(address);

/** One message on its way to one server. */
class Attempt {
  readonly #account: SmtpAccount;
  readonly #line: Line;
  readonly #message: Message;
  /** The server may have all of the message. Before that it cannot have taken it. */
  #handed = false;
  /** Why the message could not be read to its end. */
  #fault: Error | undefined;
  /** Recipients whose addresses the server does not understand. */
  #unsaid: readonly string[] = [];

  constructor(account: SmtpAccount, line: Line, message: Message) {
    this.#account = account;
    this.#line = line;
    this.#message = message;
  }

  outcome(): Promise<Delivery> {
    const { pool } = this.#line;
    const { id, from, to, size } = this.#message;
    // What the pool asks of a mail. A message that is read anew at each call may change connections before it was begun.
    const mail = {
      data: { signal: AbortSignal.timeout(PATIENCE) },
      message: {
        messageId: () => id,
        getHeader: () => id,
        getEnvelope: () => {
          if (!understandsUtf8(pool, mail)) this.#unsaid = to.filter((address) => !isAscii(from) || !isAscii(address));
          return { from, to: to.filter((address) => !this.#unsaid.includes(address)), size };
        },
        createReadStream: () => this.#watched(this.#message.open()),
      },
    };
    return new Promise((resolve) => {
      pool.send(mail as unknown as MailMessage<SMTPSentMessageInfo>, (error, info) =>
        resolve(info ? this.#accepted(info) : this.#failed(error as NodemailerError)),
      );
    });
  }

  #watched(stream: Readable): Readable {
    stream.once('end', () => {
      this.#handed = true;
    });
    stream.once('error', (error) => {
      this.#fault = error;
    });
    return stream;
  }

  #accepted({ rejectedErrors = [], response }: SMTPSentMessageInfo): Delivery {
    return {
      fates: this.#fates('accepted', this.#words(response), rejectedErrors as NodemailerError[]),
      messageId: this.#message.id,
    };
  }

  #failed(error: NodemailerError): Delivery {
    const { responseCode = 0, rejectedErrors = [] } = error;
    const all = (outcome: Fate['outcome'], reply = this.#wordsOf(error)) => this.#fates(outcome, reply, rejectedErrors);
    if (this.#fault) {
      return { fates: all(this.#fault instanceof NotAsPinned ? 'refused' : 'put-off', this.#fault.message) };
    }
    const accountFailed = this.#accountFailure(error);
    if (accountFailed) return { fates: all('put-off'), accountFailed };
    if (isForGood(error)) return { fates: all('refused') };
    return { fates: all(this.#handed && !responseCode ? 'unknown' : 'put-off') };
  }

  /** Recipient by recipient: a server may refuse some and take the others. */
  #fates(outcome: Fate['outcome'], reply: string, errors: readonly NodemailerError[]): Fate[] {
    return this.#message.to.map((address) => {
      if (this.#unsaid.includes(address)) return { address, outcome: 'refused', reply: NO_UTF8 };
      const error = errors.find(({ recipient }) => recipient === address);
      if (!error) return { address, outcome, reply };
      const said = { address, reply: this.#wordsOf(error) };
      return isForGood(error)
        ? { ...said, outcome: 'refused', nobody: isNobody(error) }
        : { ...said, outcome: 'put-off' };
    });
  }

  #accountFailure(error: NodemailerError): Delivery['accountFailed'] {
    if (error instanceof OutgoingRefused) {
      return error.refusal === 'resolver-failed' ? undefined : { stage: error.stage, advice: error.refusal };
    }
    const { code, response, responseCode = 0 } = error;
    if ((code !== 'EAUTH' && code !== 'ENOAUTH') || (responseCode >= 400 && responseCode < 500)) return undefined;
    if (!response) return { stage: 'authenticate', advice: 'auth-not-offered' };
    const { login } = this.#account;
    const tried = { provider: providerOf(this.#account), login };
    return { stage: 'authenticate', advice: verdict('authenticate', replyOf(response), tried) };
  }

  #wordsOf = ({ response, message }: NodemailerError): string => (response ? this.#words(response) : message);

  #words(response: string): string {
    const reply = replyOf(response);
    const code = reply.enhanced ? `${reply.code} ${reply.enhanced}` : reply.code;
    return `${code} ${serverWords(reply, this.#line.password)}`.trim();
  }
}

/** Mailbox unknown, moved away or closed; not what a server refuses of the sender's. */
const isNobody = ({ response = '' }: NodemailerError) => /^5\d\d[ -]5\.(1\.(1|6|10)|2\.1)\b/.test(response);

/** A reply as nodemailer keeps it: its lines, each with the code. */
function replyOf(response: string) {
  const lines = response.split(/\r?\n/).map((line) => line.replace(/^\d{3}[ -]?/, ''));
  const [enhanced = ''] = /^\d\.\d{1,3}\.\d{1,3}/.exec(lines[0] ?? '') ?? [];
  return { code: Number(response.slice(0, 3)), enhanced, lines };
}

/** A refusal of the message, its sender or a recipient. Any other is of the connection, the session or the hour, and passes. */
function isForGood({ code, command, responseCode = 0 }: NodemailerError): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  // Without a reply nodemailer itself refuses: larger than the server takes, or no address.
  if (!responseCode) return command === 'MAIL FROM' || command === 'API';
  return responseCode >= 500 && responseCode !== 503;
}
