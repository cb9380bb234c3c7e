import type { Examined, Finding } from './dns-finding.ts';
import { unreadable } from './dns-finding.ts';
import * as found from './spf-findings.ts';
import type { TxtReader } from './txt-records.ts';

/** A provider whose servers the record is to name: any of its includes will do. */
export interface SpfSender {
  name: string;
  includes: readonly string[];
}

/** RFC 7208, 4.6.4: a receiver gives up beyond. */
const MOST_LOOKUPS = 10;

interface Walk {
  dns: TxtReader;
  lookups: number;
  /** Domains whose record was included. */
  included: Set<string>;
  findings: Finding[];
}

const isSpf = (text: string) => /^v=spf1( |$)/i.test(text);

/** Reads a domain's SPF record with all that it includes, as a receiver does; tells whether there is no such domain. */
export async function examineSpf(
  domain: string,
  dns: TxtReader,
  senders: readonly SpfSender[],
): Promise<Examined & { isUnknown?: boolean }> {
  const answer = await dns.texts(domain);
  if (answer.kind === 'unreadable') return { findings: [unreadable(domain)] };
  const records = answer.kind === 'found' ? answer.texts.filter(isSpf) : [];
  const [record] = records;
  if (record === undefined) {
    const isUnknown = answer.kind === 'none' && !answer.exists;
    return { findings: [isUnknown ? found.unknownDomain(domain) : found.missing(senders)], isUnknown };
  }
  if (records.length > 1) return { findings: [found.several(records.length)], record: records.join('\n') };

  const walk: Walk = { dns, lookups: 0, included: new Set(), findings: [] };
  const all = await readTerms(record, [domain], walk);
  const absent = senders.filter(({ includes }) => !includes.some((include) => walk.included.has(include)));
  const findings = [
    ...walk.findings,
    ...(walk.lookups > MOST_LOOKUPS
      ? [found.tooManyLookups(MOST_LOOKUPS)]
      : [...openTo(all), ...absent.map(found.notNamed)]),
  ];
  return { findings: findings.length ? findings : [found.fine(walk.lookups)], record };
}

const LOOKED_UP = new Set(['include', 'a', 'mx', 'ptr', 'exists']);
const MODIFIER = /^(?<modifier>[a-z][\w.-]*)=(?<value>.*)$/i;
const MECHANISM = /^(?<qualifier>[-+~?]?)(?<mechanism>all|include|a|mx|ptr|ip4|ip6|exists)(?:[:/](?<target>.*))?$/i;

/** Reads the terms of the last domain of a path. @returns what becomes of senders that none of them names, if it is said */
async function readTerms(record: string, path: readonly string[], walk: Walk): Promise<string | undefined> {
  const domain = path.at(-1) ?? '';
  let all: string | undefined;
  let redirect: string | undefined;
  for (const term of record.trim().split(/\s+/).slice(1)) {
    const { modifier, value } = MODIFIER.exec(term)?.groups ?? {};
    const { qualifier, mechanism, target } = MECHANISM.exec(term)?.groups ?? {};
    const name = mechanism?.toLowerCase();
    if (modifier) {
      if (modifier.toLowerCase() === 'redirect') redirect = value;
    } else if (name === undefined || (name === 'include' && !target)) walk.findings.push(found.misspelt(term, domain));
    else if (name === 'all') all ??= qualifier || '+';
    else if (LOOKED_UP.has(name)) {
      walk.lookups++;
      if (name === 'ptr') walk.findings.push(found.usesPtr(domain));
      if (name === 'include' && target) await readOther(target, path, walk);
    }
    if (walk.lookups > MOST_LOOKUPS) return undefined;
  }
  if (all !== undefined || !redirect) return all;
  walk.lookups++;
  return readOther(redirect, path, walk);
}

async function readOther(target: string, path: readonly string[], walk: Walk): Promise<string | undefined> {
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

function openTo(all: string | undefined): Finding[] {
  if (all === '+') return [found.opensToAll()];
  if (all === '?' || all === undefined) return [found.saysNothingOfOthers()];
  return [];
}
