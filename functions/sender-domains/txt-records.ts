import { Resolver } from 'node:dns/promises';
import { config } from '../../shared/config.ts';

/** What DNS holds at a name: its texts, none (`exists`: the name has other things), or nothing that could be read. */
export type TxtAnswer =
  | { kind: 'found'; texts: readonly string[] }
  | { kind: 'none'; exists: boolean }
  | { kind: 'unreadable' };

export interface TxtReader {
  /** Never throws: what cannot be read is told so. */
  texts(name: string): Promise<TxtAnswer>;
  close(): void;
}

/** Milliseconds: one try, and all that is asked together. */
interface Patience {
  once?: number;
  whole?: number;
}

const UNREADABLE: TxtAnswer = { kind: 'unreadable' };

/** Reads the TXT records of names, each asked once, until its patience ends: a domain is somebody else's, and may be slow. */
export function txtReader({ once = 2_000, whole = 8_000 }: Patience = {}): TxtReader {
  const resolver = new Resolver({ timeout: once, maxTimeout: once, tries: 2 });
  const servers = config.dnsServers();
  if (servers.length) resolver.setServers(servers);
  const asked = new Map<string, Promise<TxtAnswer>>();
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
    close() {
      clearTimeout(timer);
      close();
    },
  };
}

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
