import { createPublicKey } from 'node:crypto';
import { say } from '../../shared/text.ts';
import { DNS_STATUSES, type DnsStatus, type Examined, type Finding, unreadable, worst } from './dns-finding.ts';
import type { DnsReader } from './dns-reader.ts';
import { tagList } from './dns-tag-list.ts';

/** Where providers usually put their key; others give a name of their own (Amazon SES: three tokens). */
const USUAL_SELECTORS = [
  'google',
  's1',
  's2',
  'selector1',
  'selector2',
  'k1',
  'k2',
  'mail',
  'mailjet',
  'brevo1',
  'brevo2',
].concat(['gm1', 'gm2', 's1-ionos', 's2-ionos', 'default', 'dkim']);

/** Bits. */
const SHORTEST = 1024;
const ADVISED = 2048;

interface Selector {
  selector: string;
  status: DnsStatus;
  record?: string;
}

/** Looks for a domain's keys under the usual selectors and those that are asked for. */
export async function examineDkim(
  domain: string,
  dns: DnsReader,
  asked: readonly string[],
): Promise<Examined & { selectors: Selector[] }> {
  const names = [...new Set([...asked, ...USUAL_SELECTORS])];
  const tried = await Promise.all(names.map((selector) => examineSelector(selector, domain, dns)));
  const selectors = tried.map(({ selector, record, findings }) => ({
    ...{ selector, status: worst(findings) },
    ...(record !== undefined && { record }),
  }));
  const present = tried.filter(({ findings }) => !['missing', 'unreadable'].includes(worst(findings)));
  const wanted = tried.filter((one) => asked.includes(one.selector) && !present.includes(one));
  const best = present.toSorted((a, b) => rank(a.findings) - rank(b.findings))[0];
  if (!best && !wanted.length) {
    const silent = tried.every(({ findings }) => worst(findings) === 'unreadable');
    return { selectors, findings: [silent ? unreadable(domain) : noneFound(domain)] };
  }
  const findings = [...wanted, ...present].flatMap((one) => one.findings);
  // A key that still signs outweighs one that was taken back.
  const signs = present.some((one) => ['ok', 'warning'].includes(worst(one.findings)));
  const kept = signs ? findings.filter(({ isRevoked }) => !isRevoked) : findings;
  return { selectors, findings: kept, record: best?.record };
}

const rank = (findings: readonly Finding[]) => DNS_STATUSES.indexOf(worst(findings));

type KeyFinding = Finding & { isRevoked?: boolean };

async function examineSelector(
  selector: string,
  domain: string,
  dns: DnsReader,
): Promise<{ selector: string; record?: string; findings: KeyFinding[] }> {
  const answer = await dns.texts(`${selector}._domainkey.${domain}`);
  if (answer.kind === 'unreadable') return { selector, findings: [unreadable(`${selector}._domainkey.${domain}`)] };
  const texts = answer.kind === 'found' ? answer.texts : [];
  const record = texts.find(isKey);
  if (record === undefined) return { selector, findings: [notThere(selector)] };
  if (texts.length > 1) return { selector, record: texts.join('\n'), findings: [several(selector, texts.length)] };
  return { selector, record, findings: keyFindings(selector, record) };
}

/** Meant as a key, well written or not. */
const isKey = (text: string) => tagList(text).tags.has('p') || /^[^a-z]{0,5}v\s*=\s*DKIM/i.test(text);

/** RFC 6376, 3.6.1. */
function keyFindings(selector: string, record: string): KeyFinding[] {
  const { tags, repeated, unreadable: odd } = tagList(record);
  if (odd.length || repeated.length || !tags.has('p')) return [unusable(selector)];
  if (tags.has('v') && (tags.get('v') !== 'DKIM1' || [...tags.keys()][0] !== 'v')) return [unusable(selector)];
  // Spaces may stand anywhere in a key; nothing else may.
  const key = (tags.get('p') ?? '').replace(/[ \t\r\n]/g, '');
  if (key === '') return [revoked(selector)];
  const list = (name: string) =>
    tags
      .get(name)
      ?.split(':')
      .map((one) => one.trim().toLowerCase());
  const services = list('s');
  const hashes = list('h');
  const isForMail = !services || services.includes('*') || services.includes('email');
  if (!isForMail || (hashes && !hashes.includes('sha256'))) return [unusable(selector)];
  const found = ofKey(selector, (tags.get('k') ?? 'rsa').toLowerCase(), key);
  const isTrial = list('t')?.includes('y') === true && found.status !== 'invalid';
  return isTrial ? [trial(selector), ...(found.status === 'ok' ? [] : [found])] : [found];
}

function ofKey(selector: string, kind: string, key: string): KeyFinding {
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(key)) return unusable(selector);
  const bytes = Buffer.from(key, 'base64');
  if (kind === 'ed25519') return bytes.length === 32 ? fine(selector, 'Ed25519') : unusable(selector);
  const bits = kind === 'rsa' ? rsaBits(bytes) : undefined;
  if (bits === undefined || bits < SHORTEST) return unusable(selector);
  return bits < ADVISED ? short(selector, bits) : fine(selector, `RSA ${bits}`);
}

/** The length of a key, in the form that everybody publishes or in that of the RFC's first words. */
function rsaBits(key: Buffer): number | undefined {
  for (const type of ['spki', 'pkcs1'] as const) {
    try {
      return createPublicKey({ key, format: 'der', type }).asymmetricKeyDetails?.modulusLength;
    } catch {}
  }
  return undefined;
}

const noneFound = (domain: string): Finding => ({
  status: 'missing',
  what: say(
    `Aucune clé DKIM sous les noms habituels de ${domain} : ses e-mails ne semblent pas signés.`,
    `No DKIM key under the usual names of ${domain}: its mail does not seem to be signed.`,
  ),
  advice: say(
    'Activez DKIM chez votre fournisseur d’e-mail et publiez les enregistrements qu’il donne. S’il emploie un autre nom, redemandez avec « ?selector= ».',
    'Turn DKIM on at your mail provider and publish the records that it gives. If it uses another name, ask again with “?selector=”.',
  ),
});

const notThere = (selector: string): Finding => ({
  status: 'missing',
  what: say(`Il n’y a pas de clé DKIM sous « ${selector} ».`, `There is no DKIM key under “${selector}”.`),
  advice: say(
    `Publiez l’enregistrement « ${selector}._domainkey » tel que votre fournisseur le donne.`,
    `Publish the record “${selector}._domainkey” as your provider gives it.`,
  ),
});

const several = (selector: string, count: number): Finding => ({
  status: 'invalid',
  what: say(
    `Il y a ${count} enregistrements sous « ${selector} » : des destinataires prennent le mauvais, et les signatures échouent.`,
    `There are ${count} records under “${selector}”: some receivers take the wrong one, and signatures fail.`,
  ),
  advice: say(
    `Gardez sous « ${selector}._domainkey » la seule clé en cours de votre fournisseur.`,
    `Keep under “${selector}._domainkey” your provider’s present key alone.`,
  ),
});

const trial = (selector: string): Finding => ({
  status: 'warning',
  what: say(
    `La clé DKIM « ${selector} » est à l’essai (« t=y ») : des destinataires traitent les e-mails comme s’ils n’étaient pas signés.`,
    `The DKIM key “${selector}” is on trial (“t=y”): some receivers treat mail as if it were not signed.`,
  ),
  advice: say(
    `Une fois que vos e-mails passent, retirez « t=y » de « ${selector}._domainkey ».`,
    `Once your mail passes, take “t=y” out of “${selector}._domainkey”.`,
  ),
});

const revoked = (selector: string): KeyFinding => ({
  status: 'invalid',
  isRevoked: true,
  what: say(`La clé DKIM « ${selector} » est révoquée.`, `The DKIM key “${selector}” is revoked.`),
  advice: say(
    'Publiez la clé en cours de votre fournisseur, ou retirez cet enregistrement.',
    'Publish your provider’s present key, or take this record out.',
  ),
});

const unusable = (selector: string): Finding => ({
  status: 'invalid',
  what: say(
    `La clé DKIM « ${selector} » est illisible ou trop faible : les signatures échouent.`,
    `The DKIM key “${selector}” cannot be read or is too weak: signatures fail.`,
  ),
  advice: say(
    `Recopiez l’enregistrement « ${selector}._domainkey » en entier, sans coupure, guillemet ni caractère invisible de trop.`,
    `Copy the record “${selector}._domainkey” as a whole, without a cut, a quote or an invisible character too many.`,
  ),
});

const short = (selector: string, bits: number): Finding => ({
  status: 'warning',
  what: say(`La clé DKIM « ${selector} » n’a que ${bits} bits.`, `The DKIM key “${selector}” has only ${bits} bits.`),
  advice: say(
    `Faites-la renouveler en ${ADVISED} bits par votre fournisseur.`,
    `Have your provider renew it with ${ADVISED} bits.`,
  ),
});

const fine = (selector: string, kind: string): Finding => ({
  status: 'ok',
  what: say(`La clé DKIM « ${selector} » est en ordre (${kind}).`, `The DKIM key “${selector}” is in order (${kind}).`),
});
