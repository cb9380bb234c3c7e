import { Resolver } from 'node:dns/promises';
import { config } from '../../shared/config.ts';

/** What DNS holds at a name: its texts, none (`exists`: the name has other things), or nothing that could be read. */
export type TxtAnswer =
  | { kind: 'found'; texts: readonly string[] }
  | { kind: 'none'; exists: boolean }
  | { kind: 'unreadable' };

/** Never throws: what cannot be read is told so. */
export interface DnsReader {
  texts(name: string): Promise<TxtAnswer>;
  /** How many addresses (A, AAAA) or mail servers (MX) a name has; nothing when that could not be read. */
  count(name: string, kind: 'addresses' | 'mail-servers'): Promise<number | undefined>;
  close(): void;
}

/** Milliseconds: one try, and all that is asked together. */
interface Patience {
  once?: number;
  whole?: number;
}

const UNREADABLE: TxtAnswer = { kind: 'unreadable' };

/** Reads the records of names, each asked once, until its patience ends: a domain is somebody else's, and may be slow. */
export function dnsReader({ once = 2_000, whole = 8_000 }: Patience = {}): DnsReader {
  const resolver = new Resolver({ timeout: once, maxTimeout: once, tries: 2 });
  const servers = config.dnsServers();
  if (servers.length) resolver.setServers(servers);
  const asked = new Map<string, Promise<TxtAnswer>>();
  const counted = new Map<string, Promise<number | undefined>>();
  let ended = false;
  const close = () => {
    ended = true;
    resolver.cancel();
  };
  const timer = setTimeout(close, whole);
  return {
    texts(name) {
      const key = name.toLowerCase();
      const answer = asked.get(key) ?? (ended ? Promise.resolve(UNREADABLE) : ask(resolver, key));
      asked.set(key, answer);
      return answer;
    },
    count(name, kind) {
      const key = `${kind} ${name.toLowerCase()}`;
      const answer = counted.get(key) ?? (ended ? Promise.resolve(undefined) : countOf(resolver, name, kind));
      counted.set(key, answer);
      return answer;
    },
    close() {
      clearTimeout(timer);
      close();
    },
  };
}

async function countOf(resolver: Resolver, name: string, kind: 'addresses' | 'mail-servers') {
  const lists =
    kind === 'mail-servers' ? [resolver.resolveMx(name)] : [resolver.resolve4(name), resolver.resolve6(name)];
  const found = await Promise.allSettled(lists);
  const counts = found.flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value.length];
    return isNone(one.reason) ? [0] : [];
  });
  const sum = counts.reduce((a, b) => a + b, 0);
  return sum > 0 || counts.length === lists.length ? sum : undefined;
}

const isNone = (error: unknown) =>
  ['ENODATA', 'ENOTFOUND', 'EBADNAME'].includes((error as { code?: string }).code ?? '');

async function ask(resolver: Resolver, name: string): Promise<TxtAnswer> {
  try {
    const records = await resolver.resolveTxt(name);
    // Node gives bytes as characters; a piece may end within one.
    return { kind: 'found', texts: records.map((pieces) => Buffer.from(pieces.join(''), 'latin1').toString()) };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENODATA') return { kind: 'none', exists: true };
    if (code === 'ENOTFOUND' || code === 'EBADNAME') return { kind: 'none', exists: false };
    return UNREADABLE;
  }
}
