import type { Socket } from 'node:net';
import { type ConnectionOptions, connect as secureOver } from 'node:tls';
import { deadline } from '../../../shared/outside/deadline.ts';

/** A server's answer: the lines of its text, without the code before each. */
export interface Reply {
  code: number;
  /** The enhanced status (RFC 3463), such as `5.7.9`. */
  enhanced?: string;
  lines: string[];
}

export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
}

/** What came is not an SMTP reply. */
export class NotSmtp extends Error {
  override name = 'NotSmtp';
}

function asReply(code: number, lines: string[]): Reply {
  const enhanced = /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(lines[0] ?? '')?.[1];
  return { code, ...(enhanced && { enhanced }), lines };
}

/** A reply of one line, as it is quoted. */
export const replyOf = (said: string): Reply => asReply(Number(said.slice(0, 3)), [said.slice(4)]);

const LINE = /^(?<code>[2-5]\d\d)(?<more>[ -]?)(?<text>.*)$/s;
const LONGEST_REPLY = 16 * 1024;

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/** One SMTP conversation, a reply at a time. Every wait has a limit in milliseconds. */
export class SmtpDialogue {
  private socket: Socket;
  private received = '';
  private lines: string[] = [];
  private readonly replies: Reply[] = [];
  private waiting: Waiting | undefined;
  private over: Error | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    this.listen();
  }

  /** The next reply. @throws ConnectionLost, NotSmtp, TimedOut, the socket's error */
  async reply(patience: number): Promise<Reply> {
    const ready = this.replies.shift();
    if (ready) return ready;
    if (this.over) throw this.over;
    const next = new Promise<Reply>((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
    try {
      return await deadline(next, patience);
    } finally {
      this.waiting = undefined;
    }
  }

  /** Says one line and gives what is answered. @throws as `reply` */
  async say(line: string, patience: number): Promise<Reply> {
    if (/[\r\n\0]/.test(line)) throw new Error('a command is one line');
    this.socket.write(`${line}\r\n`);
    return this.reply(patience);
  }

  /**
   * Sends a message after DATA, all but the dot that ends it. A server that says something before is not sent the rest.
   * @throws ConnectionLost, TimedOut, the socket's error; what reading the message throws, as `Unreadable`
   */
  async message(pieces: AsyncIterable<Uint8Array>, patience: () => number): Promise<void> {
    for await (const piece of dotted(pieces)) {
      if (this.over) throw this.over;
      if (this.replies.length) return;
      if (!this.socket.write(piece, 'latin1')) await this.drained(patience());
    }
  }

  /** Ends a message and gives what is said of it. @throws as `reply` */
  async verdict(patience: number): Promise<Reply> {
    if (!this.over) this.socket.write('.\r\n');
    return this.reply(patience);
  }

  private async drained(patience: number): Promise<void> {
    const { socket } = this;
    const free = Promise.withResolvers<void>();
    const events = ['drain', 'close', 'error'] as const;
    for (const event of events) socket.once(event, free.resolve);
    try {
      await deadline(free.promise, patience);
    } finally {
      for (const event of events) socket.off(event, free.resolve);
    }
  }

  /** Whether it can go on: the server has neither hung up nor said anything unasked. */
  get isIdle(): boolean {
    return !this.over && !this.received && !this.lines.length && !this.replies.length;
  }

  /** The server has answered already. */
  get hasReply(): boolean {
    return this.replies.length > 0;
  }

  /** Whether the process stays alive for it. */
  keepAlive(stays: boolean): void {
    if (stays) this.socket.ref();
    else this.socket.unref();
  }

  /**
   * Goes on over TLS. Whatever was said in clear after the last reply is a forgery, and ends the conversation.
   * @throws the handshake's or the certificate's error, ConnectionLost, TimedOut
   */
  async secure(options: ConnectionOptions, patience: number): Promise<void> {
    if (this.over) throw this.over;
    if (this.received || this.lines.length || this.replies.length) throw new NotSmtp('words in clear before TLS');
    this.socket.removeAllListeners('data');
    const plain = this.socket;
    const secured = secureOver({ ...options, socket: plain });
    const handshake = new Promise<void>((resolve, reject) => {
      secured.once('secureConnect', resolve);
      secured.on('error', reject);
      plain.once('close', () => reject(new ConnectionLost('during the TLS handshake')));
    });
    try {
      await deadline(handshake, patience);
    } catch (error) {
      secured.destroy();
      throw error;
    }
    this.socket = secured;
    this.listen();
  }

  /** What the server said and nobody has taken as a reply: too much, too early, unfinished, or something else. */
  unread(): string[] {
    const replies = this.replies.flatMap(({ code, lines }) => lines.map((line) => `${code} ${line}`));
    return [...replies, ...[...this.lines, this.received].map(readable)];
  }

  /** Takes leave without waiting for an answer. */
  close(): void {
    if (!this.over) this.socket.write('QUIT\r\n');
    this.socket.destroySoon();
  }

  private listen(): void {
    this.socket.on('data', (chunk: Buffer) => this.take(chunk));
    this.socket.on('error', (error) => this.end(error));
    this.socket.on('close', () => this.end(new ConnectionLost('by the server')));
  }

  private end(error: Error): void {
    this.over ??= error;
    this.waiting?.reject(this.over);
  }

  private take(chunk: Buffer): void {
    if (this.over) return;
    this.received += chunk.toString('latin1');
    const complete = this.received.split(/\r?\n/);
    this.received = complete.pop() ?? '';
    for (const line of complete) this.line(line);
    const size = this.lines.reduce((sum, line) => sum + line.length, this.received.length);
    if (size > LONGEST_REPLY) this.end(new NotSmtp('a reply without end'));
  }

  private line(line: string): void {
    const { code, more, text = '' } = LINE.exec(line)?.groups ?? {};
    if (this.over || !code || (more === '' && text)) {
      this.lines.push(line);
      this.end(new NotSmtp('not a reply'));
      return;
    }
    this.lines.push(text);
    if (more === '-') return;
    const lines = this.lines.map(readable);
    this.lines = [];
    const reply = asReply(Number(code), lines);
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) waiting.resolve(reply);
    else this.replies.push(reply);
  }
}

/** A message could not be read: a fault of ours. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/** A message as it travels: lines end in CRLF, and those that begin with a dot get one more (RFC 5321, 4.5.2). */
async function* dotted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let [atStart, afterReturn] = [true, false];
  const source = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await source.next().catch((cause: unknown) => {
        throw new Unreadable('the message could not be read', { cause });
      });
      if (done) break;
      const read = Buffer.from(value).toString('latin1');
      if (!read) continue;
      const inLines = read.replace(/(?<!\r)\n/g, (_, at: number) => (at === 0 && afterReturn ? '\n' : '\r\n'));
      const stuffed = inLines.replace(/(?<=\n)\./g, '..');
      yield atStart && stuffed.startsWith('.') ? `.${stuffed}` : stuffed;
      [atStart, afterReturn] = [read.endsWith('\n'), read.endsWith('\r')];
    }
    if (!atStart) yield '\r\n';
  } finally {
    await source.return?.();
  }
}

/** Replies have no charset: UTF-8 where it reads as such. */
function readable(bytes: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return bytes;
  }
}
