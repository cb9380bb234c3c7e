import { connect, isIP, type Socket } from 'node:net';
import { config } from '../../../shared/config.ts';
import { deadline } from '../../../shared/outside/deadline.ts';
import type { Destination, Resolve } from '../../../shared/outside/guard.ts';
import type { SmtpAccount } from './smtp-account.ts';

export type SmtpServer = Pick<SmtpAccount, 'host' | 'port' | 'security'>;

/** Milliseconds that each wait may take. */
export interface SmtpPatience {
  resolve: number;
  connect: number;
  tls: number;
  greeting: number;
  reply: number;
  /** Between the end of a message and the server's word about it. */
  verdict: number;
  /** From the beginning to the end. */
  whole: number;
}

const NETWORK = { resolve: 4000, connect: 5000, tls: 10_000 };

/** For whoever waits for an answer of the API, which comes within 30 seconds. */
export const TEST_PATIENCE: SmtpPatience = {
  ...NETWORK,
  ...{ greeting: 20_000, reply: 15_000, verdict: 20_000 },
  whole: 24_000,
};

/** For a mail on its way: five minutes for each reply (RFC 5321, 4.5.3.2), as far as a function has them. */
export const DELIVERY_PATIENCE: SmtpPatience = {
  ...NETWORK,
  ...{ connect: 15_000, greeting: 240_000, reply: 280_000, verdict: 280_000 },
  whole: 280_000,
};

/** How a server is reached, where it is not as usual. */
export interface SmtpRoute {
  resolve?: Resolve;
  allow?: readonly string[];
  /** The authorities that vouch for the server, PEM; those of the system unless given. */
  ca?: string;
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
