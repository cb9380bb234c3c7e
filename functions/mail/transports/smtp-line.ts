import type { Tenant } from '../../../shared/identity/tenant.ts';
import { type SmtpAccount, smtpPassword } from '../../sending-accounts/smtp/smtp-account.ts';
import { DELIVERY_PATIENCE } from '../../sending-accounts/smtp/smtp-connection.ts';
import { Found, type Parcel, SmtpSession, type Taken } from '../../sending-accounts/smtp/smtp-session.ts';
import { MAILBOX_PACE } from './turn.ts';

/** Connections to one server from one worker; providers count them. */
const CONNECTIONS = 3;
/** Milliseconds: until the mails whose turn is in the next window, and their queue, had time to come. */
const IDLE = 2.5 * MAILBOX_PACE.window * 1000;

/** Open lines, by account; one account may not reach another's. */
const kept = new Map<string, { version: number; line: Promise<Line> }>();

/** The connections of an account, kept from one message to the next until it is changed or they are idle. */
export function lineOf(tenant: Tenant, account: SmtpAccount): Promise<Line> {
  const key = `${tenant}/${account.id}`;
  const known = kept.get(key);
  if (known?.version === account.version) return known.line;
  known?.line.then((line) => line.close()).catch(() => undefined);
  const line = smtpPassword(tenant, account).then((password) => new Line(account, password));
  kept.set(key, { version: account.version, line });
  line.catch(() => {
    if (kept.get(key)?.line === line) kept.delete(key);
  });
  return line;
}

interface Idle {
  session: SmtpSession;
  timer: NodeJS.Timeout;
}

/** The connections of one account. */
class Line {
  /** What no server's words may repeat. */
  readonly password: string;
  readonly #account: SmtpAccount;
  readonly #idle: Idle[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #isClosed = false;

  constructor(account: SmtpAccount, password: string) {
    this.#account = account;
    this.password = password;
  }

  /** Hands over a message, in its turn. @throws Found; Unreadable when the message could not be read */
  async send(parcel: Parcel): Promise<Taken> {
    const until = performance.now() + DELIVERY_PATIENCE.whole;
    if (this.#busy >= CONNECTIONS) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy++;
    try {
      for (;;) {
        const old = this.#take();
        try {
          return await this.#over(old, parcel, until);
        } catch (error) {
          // A connection that died in between, as any of those kept may have: nothing of the message was read.
          if (!old || !hadDied(error)) throw error;
        }
      }
    } finally {
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      session.close();
    }
  }

  async #over(old: SmtpSession | undefined, parcel: Parcel, until: number): Promise<Taken> {
    const session = old ?? new SmtpSession(this.#account, this.password, { patience: DELIVERY_PATIENCE });
    session.renew(until);
    try {
      if (!old) await session.open();
      const taken = await session.send(parcel);
      this.#keep(session);
      return taken;
    } catch (error) {
      session.close();
      throw error;
    }
  }

  /** A connection that is open and free. */
  #take(): SmtpSession | undefined {
    for (let idle = this.#idle.shift(); idle; idle = this.#idle.shift()) {
      clearTimeout(idle.timer);
      idle.session.keepAlive(true);
      if (idle.session.isIdle) return idle.session;
      idle.session.close();
    }
    return undefined;
  }

  #keep(session: SmtpSession): void {
    if (this.#isClosed || !session.isIdle) {
      session.close();
      return;
    }
    session.keepAlive(false);
    const idle = { session, timer: setTimeout(() => this.#drop(idle), IDLE).unref() };
    this.#idle.push(idle);
  }

  #drop(idle: Idle): void {
    const at = this.#idle.indexOf(idle);
    if (at >= 0) this.#idle.splice(at, 1);
    idle.session.close();
  }
}

const hadDied = (error: unknown) =>
  error instanceof Found &&
  error.stage === 'sender' &&
  (error.advice === 'connection-lost' || error.advice === 'server-busy');
