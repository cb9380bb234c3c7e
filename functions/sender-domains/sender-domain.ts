import type { Tenant } from '../../shared/identity/tenant.ts';
import { asciiHost } from '../../shared/outside/host-name.ts';
import { invalidField } from '../../shared/problem/problem.ts';
import { type Locale, say, type Text } from '../../shared/text.ts';
import { listSmtpAccounts } from '../sending-accounts/smtp/smtp-account.ts';
import { providerOf } from '../sending-accounts/smtp/smtp-presets.ts';
import { examineDkim } from './dkim.ts';
import { examineDmarc } from './dmarc.ts';
import { type Examined, worst } from './dns-finding.ts';
import { dnsReader } from './dns-reader.ts';
import { examineSpf, type SpfSender } from './spf.ts';
import { spfSender } from './spf-providers.ts';

/** Domains of mailboxes that everybody may have: only their provider can change what their DNS says. */
const PUBLIC_MAILBOXES = new Set(
  `aol.com bbox.fr club-internet.fr free.fr gmail.com gmx.com gmx.fr googlemail.com hotmail.com hotmail.fr icloud.com
  laposte.net live.com live.fr msn.com neuf.fr noos.fr numericable.fr orange.fr outlook.com outlook.fr sfr.fr wanadoo.fr
  yahoo.com yahoo.fr`.split(/\s+/),
);

/** A domain as DNS writes it (punycode). @throws 422 */
export function domainName(typed: string): string {
  const name = asciiHost(typed);
  if (name && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name)) return name;
  throw invalidField(
    'domain',
    typed.includes('@')
      ? say('Donnez le domaine seul : ce qui suit le @.', 'Give the domain alone: what follows the @.')
      : say('Ce domaine n’est pas valable. Exemple : exemple.fr.', 'This is not a valid domain. Example: example.com.'),
  );
}

/** The providers through which a tenant writes in the name of a domain. */
export async function sendersOf(tenant: Tenant, domain: string, now: Date): Promise<SpfSender[]> {
  const accounts = await listSmtpAccounts(tenant, now);
  const senders = accounts
    .filter(({ fromAddress }) => fromAddress.slice(fromAddress.lastIndexOf('@') + 1).toLowerCase() === domain)
    .flatMap((account) => spfSender(providerOf(account)?.id) ?? []);
  return [...new Set(senders)];
}

interface Question {
  domain: string;
  selectors: readonly string[];
  senders: readonly SpfSender[];
  locale: Locale;
}

/** What a domain's DNS says of who may write in its name, explained. */
export async function examineDomain({ domain, selectors, senders, locale }: Question) {
  const dns = dnsReader();
  try {
    const [spf, dkim, dmarc] = await Promise.all([
      examineSpf(domain, dns, senders),
      examineDkim(domain, dns, selectors),
      examineDmarc(domain, dns),
    ]);
    const isPublic = PUBLIC_MAILBOXES.has(domain);
    // Of a domain that is not there, nothing else can be mended.
    const examined = spf.isUnknown ? [spf] : [spf, dkim, dmarc];
    const advice = isPublic ? [notYours(domain)] : examined.flatMap(advices);
    return {
      domain,
      spf: explained(spf, locale),
      dkim: { ...explained(dkim, locale), selectors: dkim.selectors },
      dmarc: { ...explained(dmarc, locale), ...(dmarc.policy && { policy: dmarc.policy }) },
      advice: [...new Set(advice.map((text) => text[locale]))],
    };
  } finally {
    dns.close();
  }
}

const advices = ({ findings }: Examined): Text[] => findings.flatMap(({ advice }) => advice ?? []);

const explained = ({ findings, record }: Examined, locale: Locale) => ({
  status: worst(findings),
  ...(record !== undefined && { record }),
  explanation: findings.map(({ what }) => what[locale]).join(' '),
});

const notYours = (domain: string): Text =>
  say(
    `${domain} appartient à votre fournisseur de messagerie : vous ne pouvez rien y changer. Écrivez par son serveur SMTP, ou depuis un domaine à vous.`,
    `${domain} belongs to your mailbox provider: you can change nothing there. Write through its SMTP server, or from a domain of your own.`,
  );
