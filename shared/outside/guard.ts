import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { config } from '../config.ts';
import { say, type Text } from '../text.ts';
import { deadline, TimedOut } from './deadline.ts';
import { asciiHost } from './host-name.ts';

/**
 * The one guard for every address that a tenant typed. A name is resolved once; the address that passed is the one to
 * connect to, so that an answer that changes between the look and the call changes nothing.
 */
export type Resolve = (name: string) => Promise<readonly string[]>;

export interface Destination {
  address: string;
  family: 4 | 6;
}

export interface OutsideCall {
  host: string;
  port: number;
  /** The ports that the protocol may use. */
  ports: readonly number[];
  /** `host:port` that pass whatever they are; those of the embedded cloud unless given. */
  allow?: readonly string[];
  /** The system's resolver unless given. */
  resolve?: Resolve;
  /** Milliseconds that the resolver may take. */
  patience?: number;
}

export type Refusal = 'malformed-host' | 'unknown-host' | 'resolver-failed' | 'port-not-allowed' | 'address-not-public';

const DETAILS: Record<Refusal, Text> = {
  'malformed-host': say('Ce nom de serveur n’est pas valable.', 'This is not a valid server name.'),
  'unknown-host': say(
    'Ce serveur n’existe pas : son nom est inconnu.',
    'There is no such server: its name is unknown.',
  ),
  'resolver-failed': say(
    'Le nom du serveur n’a pas pu être résolu pour le moment.',
    'The server’s name could not be resolved for now.',
  ),
  'port-not-allowed': say(
    'Ce port n’est pas de ceux que l’on peut joindre.',
    'This port is not one that may be reached.',
  ),
  'address-not-public': say(
    'Ce serveur n’est pas joignable depuis l’internet public.',
    'This server cannot be reached from the public internet.',
  ),
};

export const refusalText = (refusal: Refusal): Text => DETAILS[refusal];

/** Why an address was not called. Says nothing of what stands behind it: that would map a network for whoever asks. */
export class OutsideRefused extends Error {
  readonly stage: 'resolve' | 'guard';
  readonly refusal: Refusal;
  readonly detail: Text;

  constructor(refusal: Refusal) {
    super(`outside call refused: ${refusal}`);
    this.name = 'OutsideRefused';
    this.stage = refusal === 'port-not-allowed' || refusal === 'address-not-public' ? 'guard' : 'resolve';
    this.refusal = refusal;
    this.detail = DETAILS[refusal];
  }
}

const PATIENCE = 4000;

const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address);

export interface Resolved {
  /** As machines write it. */
  name: string;
  addresses: readonly string[];
}

/** First stage: every address of a host; an IP address in any notation is its own. @throws OutsideRefused */
export async function resolveHost({
  host,
  resolve = systemResolve,
  patience = PATIENCE,
}: Pick<OutsideCall, 'host' | 'resolve' | 'patience'>): Promise<Resolved> {
  const name = asciiHost(host);
  if (!name) throw new OutsideRefused('malformed-host');
  if (ipaddr.isValid(name)) return { name, addresses: [name] };
  try {
    const addresses = await deadline(resolve(name), patience);
    if (addresses.length) return { name, addresses };
  } catch (error) {
    const { code } = error as { code?: string };
    if (error instanceof TimedOut || (code !== 'ENOTFOUND' && code !== 'ENODATA')) {
      throw new OutsideRefused('resolver-failed');
    }
  }
  throw new OutsideRefused('unknown-host');
}

/** Second stage: one bad address among many refuses all. @throws OutsideRefused */
export function guardAddresses(
  { name, addresses }: Resolved,
  { port, ports, allow = config.outsideAllow() }: Pick<OutsideCall, 'port' | 'ports' | 'allow'>,
): Destination {
  const passes = (host: string) => allow.includes(`${host.includes(':') ? `[${host}]` : host}:${port}`);
  if (!passes(name)) {
    const strangers = addresses.filter((address) => !passes(address));
    if (!strangers.every(isPublic)) throw new OutsideRefused('address-not-public');
    if (strangers.length && !ports.includes(port)) throw new OutsideRefused('port-not-allowed');
  }
  // Lambda has no IPv6 of its own.
  const parsed = addresses.map((address) => ipaddr.process(address));
  const chosen = parsed.find((address) => address.kind() === 'ipv4') ?? parsed[0];
  if (!chosen) throw new OutsideRefused('address-not-public');
  return { address: chosen.toString(), family: chosen.kind() === 'ipv4' ? 4 : 6 };
}

/** Where to connect for a host and port that a tenant typed. @throws OutsideRefused */
export async function resolveOutside(call: OutsideCall): Promise<Destination> {
  return guardAddresses(await resolveHost(call), call);
}

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses that carry another (mapped, NAT64, 6to4, Teredo) have ranges of their own and are refused with the rest. */
function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}
