import type { Examined, Finding } from './dns-finding.ts';
import { unreadable } from './dns-finding.ts';
import type { DnsReader } from './dns-reader.ts';
import * as found from './spf-findings.ts';
import { isMechanism, type Qualifier, readTerm, type SpfTerm } from './spf-terms.ts';

/** A provider whose servers the record is to name: any of its includes will do. */
export interface SpfSender {
  name: string;
  includes: readonly string[];
}

/** RFC 7208, 4.6.4: a receiver gives up beyond; look-ups that find nothing; mail servers of one name. */
const MOST_LOOKUPS = 10;
const MOST_VOID = 2;
const MOST_SERVERS = 10;

interface Walk {
  dns: DnsReader;
  lookups: number;
  /** Names that were looked up and hold nothing. */
  empty: string[];
  /** Domains whose record was included. */
  included: Set<string>;
  findings: Finding[];
}

/** What becomes of senders that nothing before named, and by which term. */
interface Others {
  qualifier: Qualifier;
  by: string;
}

const isSpf = (text: string) => /^v=spf1(?: |$)/i.test(text);
/** Meant as one, and not read as one. */
const isAlmostSpf = (text: string) =>
  !isSpf(text) &&
  /^v?spf1/.test(
    text
      .slice(0, 30)
      .toLowerCase()
      .replace(/[^a-z\d]/g, ''),
  );

/** Reads a domain's SPF record with all that it includes, as a receiver does; tells whether there is no such domain. */
export async function examineSpf(
  domain: string,
  dns: DnsReader,
  senders: readonly SpfSender[],
): Promise<Examined & { isUnknown?: boolean }> {
  const answer = await dns.texts(domain);
  if (answer.kind === 'unreadable') return { findings: [unreadable(domain)] };
  const texts = answer.kind === 'found' ? answer.texts : [];
  const records = texts.filter(isSpf);
  const [record] = records;
  if (record === undefined) {
    const almost = texts.find(isAlmostSpf);
    if (almost !== undefined) return { findings: [found.notRead(almost)], record: almost };
    const isUnknown = answer.kind === 'none' && !answer.exists;
    return { findings: [isUnknown ? found.unknownDomain(domain) : found.missing(senders)], isUnknown };
  }
  if (records.length > 1) return { findings: [found.several(records.length)], record: records.join('\n') };

  const walk: Walk = { dns, lookups: 0, empty: [], included: new Set(), findings: [] };
  const others = await readTerms(record, [domain], walk);
  const absent = senders.filter(({ includes }) => !includes.some((include) => walk.included.has(include)));
  const findings = [
    ...walk.findings,
    ...(walk.empty.length > MOST_VOID ? [found.tooManyEmpty(walk.empty, MOST_VOID)] : []),
    ...(walk.lookups > MOST_LOOKUPS
      ? [found.tooManyLookups(MOST_LOOKUPS)]
      : [...openTo(others), ...absent.map(found.notNamed)]),
  ];
  return { findings: findings.length ? findings : [found.fine(walk.lookups)], record };
}

/** Reads the terms of the last domain of a path. @returns what becomes of senders that none of them names, if it is said */
async function readTerms(record: string, path: readonly string[], walk: Walk): Promise<Others | undefined> {
  const domain = path.at(-1) ?? '';
  const isOwn = path.length === 1;
  let others: Others | undefined;
  const modifiers = new Map<string, string>();
  const unused: string[] = [];
  for (const written of record.split(' ').slice(1).filter(Boolean)) {
    const term = readTerm(written);
    if (term.kind === 'unreadable') walk.findings.push(found.misspelt(written, domain));
    else if (term.kind === 'modifier') {
      const { name, value } = term;
      if (isMechanism(name) && isOwn) walk.findings.push(found.passedOver(written));
      if (modifiers.has(name) && (name === 'redirect' || name === 'exp')) {
        walk.findings.push(found.twice(name, domain));
      }
      modifiers.set(name, value);
    } else if (others) unused.push(written);
    else if (await isEverybody(term, path, walk)) others = { qualifier: term.qualifier, by: written };
    if (walk.lookups > MOST_LOOKUPS) return undefined;
  }
  const redirect = modifiers.get('redirect');
  if (others && isOwn && (unused.length || redirect !== undefined)) {
    walk.findings.push(
      found.afterAll([...unused, ...(redirect === undefined ? [] : [`redirect=${redirect}`])], others.by),
    );
  }
  if (others || redirect === undefined) return others;
  walk.lookups++;
  return readOther(redirect, path, walk);
}

/** Looks up what a mechanism names. @returns whether it takes in whoever writes */
async function isEverybody(
  { name, target, isEverybody: isAll }: SpfTerm & { kind: 'mechanism' },
  path: readonly string[],
  walk: Walk,
): Promise<boolean> {
  const domain = path.at(-1) ?? '';
  if (name === 'all' || name === 'ip4' || name === 'ip6') return isAll;
  walk.lookups++;
  if (walk.lookups > MOST_LOOKUPS) return false;
  if (name === 'include') return (await readOther(target ?? '', path, walk))?.qualifier === '+';
  if (name === 'ptr') walk.findings.push(found.usesPtr(domain));
  else if (name !== 'exists') await lookAt(name, target ?? domain, domain, walk);
  return isAll;
}

async function lookAt(kind: 'a' | 'mx', target: string, domain: string, walk: Walk): Promise<void> {
  if (target.includes('%')) return;
  const count = await walk.dns.count(target, kind === 'a' ? 'addresses' : 'mail-servers');
  if (count === 0) walk.empty.push(target);
  if (kind === 'mx' && count !== undefined && count > MOST_SERVERS) {
    walk.findings.push(found.tooManyServers(target, domain, MOST_SERVERS));
  }
}

async function readOther(target: string, path: readonly string[], walk: Walk): Promise<Others | undefined> {
  const name = target.toLowerCase().replace(/\.$/, '');
  // A macro is made of the mail that is received: nobody can tell here where it leads.
  if (name.includes('%') || walk.lookups > MOST_LOOKUPS) return undefined;
  if (path.includes(name)) {
    walk.findings.push(found.inCircles(name));
    return undefined;
  }
  const answer = await walk.dns.texts(name);
  if (answer.kind === 'unreadable') {
    walk.findings.push(unreadable(name));
    return undefined;
  }
  const [record, another] = answer.kind === 'found' ? answer.texts.filter(isSpf) : [];
  if (record === undefined || another !== undefined) {
    walk.findings.push(found.leadsNowhere(name, path.at(-1) ?? ''));
    return undefined;
  }
  walk.included.add(name);
  return readTerms(record, [...path, name], walk);
}

function openTo(others: Others | undefined): Finding[] {
  if (others?.qualifier === '+') return [found.opensToAll(others.by)];
  if (others === undefined || others.qualifier === '?') return [found.saysNothingOfOthers()];
  return [];
}
