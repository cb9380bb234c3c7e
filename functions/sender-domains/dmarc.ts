import * as found from './dmarc-findings.ts';
import { POLICIES, type Policy } from './dmarc-findings.ts';
import { type Examined, type Finding, unreadable } from './dns-finding.ts';
import type { DnsReader } from './dns-reader.ts';
import { tagList } from './dns-tag-list.ts';

/** Names looked at above a domain, at most: the record of the organisation stands above its subdomains. */
const MOST_LABELS = 8;

/** RFC 7489, 6.3, and what its successor adds. */
const KNOWN = 'v p sp np pct t psd adkim aspf fo rf ri rua ruf'.split(' ');

const isDmarc = (text: string) => /^[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);
/** Meant as one, and not read as one. */
const isAlmostDmarc = (text: string) => /dmarc/i.test(text) || policyOf(tagList(text).tags.get('p')) !== undefined;

/** Reads the DMARC policy that receivers apply to a domain: its own, else that of the closest domain above it. */
export async function examineDmarc(domain: string, dns: DnsReader): Promise<Examined & { policy?: Policy }> {
  for (const name of [domain, ...above(domain)]) {
    const answer = await dns.texts(`_dmarc.${name}`);
    if (answer.kind === 'unreadable') return { findings: [unreadable(`_dmarc.${name}`)] };
    const texts = answer.kind === 'found' ? answer.texts : [];
    const records = texts.filter(isDmarc);
    const [record] = records;
    if (records.length > 1) return { findings: [found.several(records.length, name)], record: records.join('\n') };
    if (record !== undefined) return { ...examineRecord(record, name === domain), record };
    const almost = texts.find(isAlmostDmarc);
    if (almost !== undefined) return { findings: [found.notRead(almost, name)], record: almost };
  }
  return { findings: [found.missing()] };
}

function above(domain: string): string[] {
  const labels = domain.split('.');
  return labels
    .slice(1, -1)
    .map((_, i) => labels.slice(i + 1).join('.'))
    .slice(-MOST_LABELS);
}

function examineRecord(record: string, isOwn: boolean): { findings: Finding[]; policy?: Policy } {
  const { tags, repeated, unreadable: odd } = tagList(record);
  const [written] = odd;
  if (written !== undefined) return { findings: [found.notATag(written)] };
  const [name] = repeated;
  if (name !== undefined) return { findings: [found.twice(name)] };
  const wrong = ['sp', 'np'].find((tag) => tags.has(tag) && policyOf(tags.get(tag)) === undefined);
  if (wrong !== undefined) return { findings: [found.noPolicy(wrong, tags.get(wrong))] };
  const tag = !isOwn && tags.has('sp') ? 'sp' : 'p';
  const policy = policyOf(tags.get(tag));
  if (!policy || !policyOf(tags.get('p'))) return { findings: [found.noPolicy('p', tags.get('p'))] };
  const order = [...tags.keys()].indexOf('p') === 1 ? [] : [found.policyNotFirst()];
  const findings = [howMuch(policy, tags), ...order, ...values(tags), ...reports(tags.get('rua'), policy)];
  return { findings, policy };
}

const policyOf = (value: string | undefined) => POLICIES.find((known) => known === value?.toLowerCase());

/** What the policy is worth: it may be asked to be tried only, or on some of the mail. */
function howMuch(policy: Policy, tags: ReadonlyMap<string, string>): Finding {
  if (policy === 'none') return found.policyFinding(policy);
  if (tags.get('t')?.toLowerCase() === 'y') return found.onlyTried(policy, 't=y');
  const share = tags.get('pct');
  if (share === undefined) return found.policyFinding(policy);
  if (!/^\d{1,3}$/.test(share) || Number(share) > 100) return found.noValue('pct', share);
  if (Number(share) === 0) return found.onlyTried(policy, `pct=${share}`);
  return Number(share) === 100 ? found.policyFinding(policy) : found.inPart(policy, Number(share));
}

/** Values that are none, and names that nobody knows: receivers pass over them. */
function values(tags: ReadonlyMap<string, string>): Finding[] {
  const allowed: Readonly<Record<string, RegExp>> = {
    ...{ adkim: /^[rs]$/i, aspf: /^[rs]$/i, t: /^[yn]$/i, psd: /^[ynu]$/i, ri: /^\d{1,10}$/ },
    ...{ fo: /^[01ds](?:\s*:\s*[01ds])*$/i, ruf: /^\S/ },
  };
  return [...tags].flatMap(([name, value]) => {
    if (!KNOWN.includes(name)) return [found.unknownTag(name)];
    return allowed[name] && !allowed[name].test(value) ? [found.noValue(name, value)] : [];
  });
}

/** Where reports go: `mailto:` addresses, each with the most bytes that it takes, or not. */
const REPORT = /^mailto:[^\s@,!]+@([^\s@,!]+)(?:!\d+[kmgt]?)?$/i;

function reports(rua: string | undefined, policy: Policy): Finding[] {
  if (!rua) return [found.noReports(policy)];
  const wrong = rua.split(',').find((address) => !REPORT.exec(address.trim())?.[1]?.includes('.'));
  return wrong === undefined ? [] : [found.notAnAddress(wrong.trim())];
}
