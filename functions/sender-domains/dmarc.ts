import { say } from '../../shared/text.ts';
import { type Examined, type Finding, unreadable } from './dns-finding.ts';
import { tagList } from './dns-tag-list.ts';
import type { TxtReader } from './txt-records.ts';

const POLICIES = ['none', 'quarantine', 'reject'] as const;
type Policy = (typeof POLICIES)[number];

/** Names looked at above a domain, at most: the record of the organisation stands above its subdomains. */
const MOST_LABELS = 8;

/** Reads the DMARC policy that receivers apply to a domain: its own, else that of the closest domain above it. */
export async function examineDmarc(domain: string, dns: TxtReader): Promise<Examined & { policy?: Policy }> {
  for (const name of [domain, ...above(domain)]) {
    const answer = await dns.texts(`_dmarc.${name}`);
    if (answer.kind === 'unreadable') return { findings: [unreadable(`_dmarc.${name}`)] };
    const records = answer.kind === 'found' ? answer.texts.filter((text) => /^v\s*=\s*DMARC1\s*(;|$)/i.test(text)) : [];
    const [record] = records;
    if (record === undefined) continue;
    if (records.length > 1) return { findings: [several(records.length, name)], record: records.join('\n') };
    const tags = tagList(record);
    const asked = (name === domain ? undefined : tags.get('sp')) ?? tags.get('p');
    const policy = POLICIES.find((known) => known === asked?.toLowerCase());
    if (!policy) return { findings: [noPolicy(asked)], record };
    return { findings: [policyFinding(policy), ...(tags.get('rua') ? [] : [noReports(policy)])], record, policy };
  }
  return { findings: [missing()] };
}

function above(domain: string): string[] {
  const labels = domain.split('.');
  return labels
    .slice(1, -1)
    .map((_, i) => labels.slice(i + 1).join('.'))
    .slice(-MOST_LABELS);
}

const missing = (): Finding => ({
  status: 'missing',
  what: say(
    'Le domaine n’a pas d’enregistrement DMARC : Gmail, Yahoo et Outlook.com en exigent un de qui écrit beaucoup.',
    'The domain has no DMARC record: Gmail, Yahoo and Outlook.com demand one of whoever writes a lot.',
  ),
  advice: say(
    'Ajoutez sous « _dmarc » l’enregistrement TXT « v=DMARC1; p=none; rua=mailto:votre-adresse », lisez les rapports, puis passez à « p=quarantine ».',
    'Add the TXT record “v=DMARC1; p=none; rua=mailto:your-address” under “_dmarc”, read the reports, then go on to “p=quarantine”.',
  ),
});

const several = (count: number, name: string): Finding => ({
  status: 'invalid',
  what: say(
    `Il y a ${count} enregistrements DMARC sous _dmarc.${name} ; il n’en faut qu’un, sinon aucun ne compte.`,
    `There are ${count} DMARC records under _dmarc.${name}; there must be one only, or none counts.`,
  ),
  advice: say('Gardez-en un seul.', 'Keep one only.'),
});

const noPolicy = (asked: string | undefined): Finding => ({
  status: 'invalid',
  what: asked
    ? say(`DMARC demande « p=${asked} », qui n’existe pas.`, `DMARC asks for “p=${asked}”, which does not exist.`)
    : say('L’enregistrement DMARC n’a pas de politique « p= ».', 'The DMARC record has no policy “p=”.'),
  advice: say('Écrivez « p=none », « p=quarantine » ou « p=reject ».', 'Write “p=none”, “p=quarantine” or “p=reject”.'),
});

const policyFinding = (policy: Policy): Finding =>
  policy === 'none'
    ? {
        status: 'warning',
        what: say(
          'DMARC est là, avec « p=none » : cela suffit à Gmail et Outlook.com, mais n’arrête aucun faux.',
          'DMARC is there, with “p=none”: it is enough for Gmail and Outlook.com, but stops no forgery.',
        ),
        advice: say(
          'Quand les rapports montrent que tous vos emails passent, écrivez « p=quarantine », puis « p=reject ».',
          'Once the reports show that all your mail passes, write “p=quarantine”, then “p=reject”.',
        ),
      }
    : {
        status: 'ok',
        what: say(`DMARC protège le domaine (« p=${policy} »).`, `DMARC protects the domain (“p=${policy}”).`),
      };

const noReports = (policy: Policy): Finding => ({
  status: policy === 'none' ? 'warning' : 'ok',
  what: say('Personne ne reçoit les rapports DMARC.', 'Nobody receives the DMARC reports.'),
  advice: say(
    'Ajoutez « rua=mailto:votre-adresse » à l’enregistrement DMARC pour savoir qui écrit en votre nom.',
    'Add “rua=mailto:your-address” to the DMARC record to know who writes in your name.',
  ),
});
