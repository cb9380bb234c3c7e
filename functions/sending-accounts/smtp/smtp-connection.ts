import { connect, isIP, type Socket } from 'node:net';
import { config } from '../../../shared/config.ts';
import { deadline } from '../../../shared/outside/deadline.ts';
import { type Destination, type Resolve, resolveOutside } from '../../../shared/outside/guard.ts';
import type { SmtpAccount } from './smtp-account.ts';
import { SMTP_PORTS } from './smtp-account-fields.ts';

export type SmtpServer = Pick<SmtpAccount, 'host' | 'port' | 'security'>;

/** Milliseconds that each wait may take. */
export const SMTP_PATIENCE = {
  resolve: 4000,
  connect: 5000,
  tls: 5000,
  greeting: 8000,
  reply: 8000,
  /** Between the end of a message and the server's word about it. */
  verdict: 10_000,
  /** A test from its beginning to its end: an API answers within 30 seconds. */
  whole: 24_000,
};
export type SmtpPatience = typeof SMTP_PATIENCE;

/** How a server is reached, where it is not as usual. */
export interface SmtpRoute {
  resolve?: Resolve;
  allow?: readonly string[];
  /** The authorities that vouch for the server, PEM; those of the system unless given. */
  ca?: string;
  patience?: Partial<SmtpPatience>;
}

/** What the TLS handshake must prove: nothing less than TLS 1.2 and a certificate for this very name. */
export const tlsDemands = ({ host }: Pick<SmtpServer, 'host'>, { ca }: SmtpRoute = {}) => ({
  host,
  ...(!isIP(host) && { servername: host }),
  minVersion: 'TLSv1.2' as const,
  rejectUnauthorized: true,
  ...(ca && { ca }),
});

/** The name under which we greet a server. */
export function clientName(): string {
  const { hostname } = new URL(config.publicUrl());
  return isIP(hostname) ? `[${hostname}]` : hostname;
}

/** A TCP connection to an address that passed the guard. @throws the socket's error, TimedOut */
export async function openSocket({ address, family }: Destination, port: number, patience: number): Promise<Socket> {
  const socket = connect({ host: address, port, family });
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  try {
    await deadline(connected, patience);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** A TCP connection to a server that a tenant named: resolved once, guarded, pinned. @throws OutsideRefused, the socket's error, TimedOut */
async function guardedSocket({ host, port }: SmtpServer, route: SmtpRoute = {}): Promise<Socket> {
  const patience = { ...SMTP_PATIENCE, ...route.patience };
  const destination = await resolveOutside({ host, port, ports: SMTP_PORTS, ...route, patience: patience.resolve });
  return openSocket(destination, port, patience.connect);
}

type GotSocket = (error: Error | null, options?: { connection: Socket }) => void;

/**
 * Options of a nodemailer transport (pooled or not) that leaves through this account only as the guard allows: never in
 * clear, never to another address than the one that passed. A refusal of the guard comes out of `sendMail` as it is.
 */
export function smtpOptions(account: SmtpServer & Pick<SmtpAccount, 'login'>, password: string, route: SmtpRoute = {}) {
  const patience = { ...SMTP_PATIENCE, ...route.patience };
  const { host, port, security, login } = account;
  return {
    host,
    port,
    secure: security === 'tls',
    // Without it a server, or whoever stands between, that hides STARTTLS is sent the password in clear.
    requireTLS: security === 'starttls',
    auth: { user: login, pass: password },
    name: clientName(),
    tls: tlsDemands(account, route),
    // nodemailer counts in it all that comes before the login: the greeting, and the replies to EHLO and STARTTLS.
    connectionTimeout: patience.resolve + patience.connect + patience.greeting + 2 * patience.reply + patience.tls,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.verdict,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options: unknown, callback: GotSocket) => {
      guardedSocket(account, route).then(
        (connection) => callback(null, { connection }),
        (error: Error) => callback(error),
      );
    },
  };
}
