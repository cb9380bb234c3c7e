import { say, type Text } from '../../shared/text.ts';

/** From the best to the worst. */
export const DNS_STATUSES = ['ok', 'warning', 'missing', 'invalid', 'unreadable'] as const;
export type DnsStatus = (typeof DNS_STATUSES)[number];

/** Something that a domain's records say, and what to do about it. */
export interface Finding {
  status: DnsStatus;
  what: Text;
  advice?: Text;
}

/** What was found of one matter: SPF, DKIM or DMARC. */
export interface Examined {
  findings: readonly Finding[];
  record?: string | undefined;
}

export const worst = (findings: readonly Finding[]): DnsStatus =>
  findings
    .map(({ status }) => status)
    .reduce((a, b) => (DNS_STATUSES.indexOf(a) >= DNS_STATUSES.indexOf(b) ? a : b), 'ok');

export const unreadable = (name: string): Finding => ({
  status: 'unreadable',
  what: say(`Le DNS de ${name} n’a pas répondu.`, `The DNS of ${name} did not answer.`),
  advice: say(
    'Réessayez dans quelques minutes ; si cela dure, demandez à l’hébergeur du domaine de vérifier ses serveurs de noms.',
    'Try again in a few minutes; if it lasts, ask the domain’s host to check its name servers.',
  ),
});
