import type { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer/lib/errors.js';
import type MailMessage from 'nodemailer/lib/mailer/mail-message.js';
import type { SMTPSentMessageInfo } from 'nodemailer/lib/smtp-transport/index.js';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { NotAsPinned } from '../../../shared/objects/pinned-stream.ts';
import { codeOf, serverWords } from '../../sending-accounts/smtp/server-words.ts';
import type { SmtpAccount } from '../../sending-accounts/smtp/smtp-account.ts';
import type { Cause } from '../mail-cause.ts';
import { accountFailureOf, replyOf } from './account-failure.ts';
import { type Line, lineOf, understandsUtf8 } from './smtp-pool.ts';
import { allOf, type Delivery, type Fate, type MimeMessage, type Transport } from './transport.ts';

/** Milliseconds that one message may take, its turn on a connection included: less than the function has. */
const PATIENCE = 75_000;

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

const NO_UTF8 = { outcome: 'refused', reply: 'no SMTPUTF8', cause: 'no-international-addresses' } as const;

const isAscii = (address: string) => !/[^\x20-\x7e]/.test(address);

/** One message on its way to one server. */
class Attempt {
  readonly #account: SmtpAccount;
  readonly #line: Line;
  readonly #message: MimeMessage;
  /** The login had passed, and the dialogue about the message began. */
  #begun = false;
  /** The server may have all of the message. Before that it cannot have taken it. */
  #handed = false;
  /** Why the message could not be read to its end. */
  #fault: Error | undefined;
  /** Recipients whose addresses the server does not understand. */
  #unsaid: readonly string[] = [];

  constructor(account: SmtpAccount, line: Line, message: MimeMessage) {
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
          this.#begun = true;
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
    const all = (outcome: Fate['outcome'], cause?: Cause, reply = this.#wordsOf(error)) =>
      this.#fates(outcome, reply, rejectedErrors, cause);
    if (this.#fault) {
      const { message } = this.#fault;
      const unusable = this.#fault instanceof NotAsPinned;
      return { fates: unusable ? all('refused', 'attachment-unusable', message) : all('put-off', 'put-off', message) };
    }
    const accountFailed = accountFailureOf(error, this.#account, this.#begun);
    if (accountFailed) return { fates: all('put-off', 'account-failing'), accountFailed };
    if (isForGood(error)) return { fates: all('refused', causeOf(error)) };
    return { fates: all(this.#handed && !responseCode ? 'unknown' : 'put-off') };
  }

  /** Recipient by recipient: a server may refuse some and take the others. */
  #fates(outcome: Fate['outcome'], reply: string, errors: readonly NodemailerError[], cause?: Cause): Fate[] {
    return this.#message.to.map((address) => {
      if (this.#unsaid.includes(address)) return { address, ...NO_UTF8 };
      const error = errors.find(({ recipient }) => recipient === address);
      if (!error) return { address, outcome, reply, cause };
      const said = { address, reply: this.#wordsOf(error) };
      return isForGood(error)
        ? { ...said, outcome: 'refused', cause: causeOf(error), nobody: isNobody(error) }
        : { ...said, outcome: 'put-off' };
    });
  }

  #wordsOf = ({ response, message }: NodemailerError): string => (response ? this.#words(response) : message);

  #words(response: string): string {
    const reply = replyOf(response);
    return `${codeOf(reply)} ${serverWords(reply, this.#line.password)}`.trim();
  }
}

/** What a refusal for good is about. */
function causeOf(error: NodemailerError): Cause {
  const { command, responseCode, response = '' } = error;
  // Without a reply nodemailer itself saw that the message is larger than the server takes.
  if (responseCode === 552 || /^5\d\d[ -]5\.3\.4\b/.test(response) || (!responseCode && command === 'MAIL FROM')) {
    return 'too-large';
  }
  if (isNobody(error)) return 'nobody';
  if (command === 'MAIL FROM') return 'sender-refused';
  return command === 'RCPT TO' ? 'recipient-refused' : 'message-refused';
}

/** Mailbox unknown, moved away or closed; not what a server refuses of the sender's. */
const isNobody = ({ response = '' }: NodemailerError) => /^5\d\d[ -]5\.(1\.(1|6|10)|2\.1)\b/.test(response);

/** A refusal of the message, its sender or a recipient. Any other is of the connection, the session or the hour, and passes. */
function isForGood({ code, command, responseCode = 0 }: NodemailerError): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  // Without a reply nodemailer itself refuses: larger than the server takes, or no address.
  if (!responseCode) return command === 'MAIL FROM' || command === 'API';
  return responseCode >= 500 && responseCode !== 503;
}
