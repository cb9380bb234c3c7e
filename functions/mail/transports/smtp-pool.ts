import SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { type SmtpAccount, smtpPassword } from '../../sending-accounts/smtp/smtp-account.ts';
import { smtpOptions } from '../../sending-accounts/smtp/smtp-connection.ts';
import { MAILBOX_PACE } from './turn.ts';

/** Connections to one server from one worker; providers count them. */
const CONNECTIONS = 3;
/** Milliseconds: until the mails whose turn is in the next window, and their queue, had time to come. */
const IDLE = 2.5 * MAILBOX_PACE.window * 1000;
/** Milliseconds between the end of a message and the server's word: a scan of a large one takes its time. */
const VERDICT = 40_000;

/** The connections of one account, and the password that no server's words may repeat. */
export interface Line {
  pool: SMTPPool;
  password: string;
}

/** Open lines, by account; one account may not reach another's. */
const kept = new Map<string, { version: number; line: Promise<Line> }>();

/** The connections of an account, kept from one message to the next until it is changed or they are idle. */
export function lineOf(tenant: Tenant, account: SmtpAccount): Promise<Line> {
  const key = `${tenant}/${account.id}`;
  const known = kept.get(key);
  if (known?.version === account.version) return known.line;
  known?.line.then(({ pool }) => pool.close()).catch(() => undefined);
  const forget = () => {
    if (kept.get(key)?.line === line) kept.delete(key);
  };
  const line = openLine(tenant, account, forget);
  kept.set(key, { version: account.version, line });
  line.catch(forget);
  return line;
}

async function openLine(tenant: Tenant, account: SmtpAccount, forget: () => void): Promise<Line> {
  const password = await smtpPassword(tenant, account);
  const pool = new SMTPPool({
    ...smtpOptions(account, password, { patience: { verdict: VERDICT } }),
    // A server that hides AUTH would otherwise be spoken to as nobody, and its refusal taken for one of the message.
    forceAuth: true,
    maxConnections: CONNECTIONS,
    idleTimeout: IDLE,
    // Connections that the server closed meanwhile, before a byte of the message was read: any of them may be dead.
    maxRequeues: CONNECTIONS,
    logger: false,
  });
  pool.on('clear', forget);
  return { pool, password };
}

interface Inside {
  _connections: { queueEntry?: { mail: object }; connection?: { _supportedExtensions: string[] } }[];
}

/** Whether the server that a mail is being handed to offered SMTPUTF8: nodemailer sends such addresses in any case. */
export function understandsUtf8(pool: SMTPPool, mail: object): boolean {
  const { _connections: connections } = pool as unknown as Inside;
  const own = connections.find(({ queueEntry }) => queueEntry?.mail === mail);
  return own?.connection?._supportedExtensions.includes('SMTPUTF8') ?? false;
}
