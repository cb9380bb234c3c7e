import { say } from '../../shared/text.ts';
import type { Finding } from './dns-finding.ts';

/** What an SPF record can say or lack, in words. */

type Sender = { name: string; includes: readonly string[] };

const example = (senders: readonly Sender[]) =>
  ['v=spf1', ...senders.map(({ includes: [include] }) => `include:${include}`), '~all'].join(' ');

export const unknownDomain = (domain: string): Finding => ({
  status: 'missing',
  what: say(`Le domaine ${domain} n’existe pas dans le DNS.`, `The domain ${domain} does not exist in DNS.`),
  advice: say(
    'Vérifiez l’orthographe du domaine, ou enregistrez-le avant d’écrire en son nom.',
    'Check how the domain is spelt, or register it before you write in its name.',
  ),
});

export const missing = (senders: readonly Sender[]): Finding => ({
  status: 'missing',
  what: say(
    'Le domaine n’a pas d’enregistrement SPF : rien ne dit quels serveurs écrivent en son nom.',
    'The domain has no SPF record: nothing says which servers write in its name.',
  ),
  advice: say(
    `Ajoutez à la racine du domaine un enregistrement TXT qui nomme vos serveurs : ${example(senders)}`,
    `Add a TXT record at the root of the domain that names your servers: ${example(senders)}`,
  ),
});

export const several = (count: number): Finding => ({
  status: 'invalid',
  what: say(
    `Le domaine a ${count} enregistrements SPF ; il n’en faut qu’un, sinon aucun ne compte.`,
    `The domain has ${count} SPF records; there must be one only, or none counts.`,
  ),
  advice: say(
    'Réunissez-les en un seul : un « v=spf1 », tous les « include: », un « ~all » à la fin.',
    'Join them into one: one “v=spf1”, every “include:”, one “~all” at the end.',
  ),
});

export const tooManyLookups = (most: number): Finding => ({
  status: 'invalid',
  what: say(
    `L’enregistrement SPF demande plus de ${most} recherches DNS : les destinataires l’abandonnent.`,
    `The SPF record asks for more than ${most} DNS look-ups: receivers give it up.`,
  ),
  advice: say(
    'Retirez du SPF les services dont vous ne vous servez plus, ou remplacez un « include: » par ses adresses « ip4: ».',
    'Take the services that you no longer use out of the SPF record, or replace an “include:” by its “ip4:” addresses.',
  ),
});

export const misspelt = (term: string, domain: string): Finding => ({
  status: 'invalid',
  what: say(
    `Le SPF de ${domain} contient un terme illisible : « ${term} ».`,
    `The SPF record of ${domain} has a term that cannot be read: “${term}”.`,
  ),
  advice: say(
    `Corrigez ou retirez « ${term} » : tel quel, il annule tout l’enregistrement.`,
    `Correct “${term}” or take it out: as it is, it undoes the whole record.`,
  ),
});

export const leadsNowhere = (target: string, domain: string): Finding => ({
  status: 'invalid',
  what: say(
    `Le SPF de ${domain} renvoie à ${target}, qui n’a pas un enregistrement SPF et un seul.`,
    `The SPF record of ${domain} refers to ${target}, which does not have one SPF record and only one.`,
  ),
  advice: say(
    `Corrigez ou retirez le renvoi à ${target} : tel quel, il annule tout l’enregistrement.`,
    `Correct the reference to ${target} or take it out: as it is, it undoes the whole record.`,
  ),
});

export const inCircles = (target: string): Finding => ({
  status: 'invalid',
  what: say(
    `Le SPF tourne en rond : ${target} revient à lui-même.`,
    `The SPF record goes in circles: ${target} comes back to itself.`,
  ),
  advice: say(`Retirez l’un des renvois à ${target}.`, `Take one of the references to ${target} out.`),
});

export const usesPtr = (domain: string): Finding => ({
  status: 'warning',
  what: say(
    `Le SPF de ${domain} emploie « ptr », lent et que des destinataires ignorent.`,
    `The SPF record of ${domain} uses “ptr”, which is slow and which some receivers ignore.`,
  ),
  advice: say(
    'Remplacez « ptr » par les adresses de vos serveurs (« ip4: ») ou un « include: ».',
    'Replace “ptr” by the addresses of your servers (“ip4:”) or an “include:”.',
  ),
});

export const opensToAll = (): Finding => ({
  status: 'invalid',
  what: say(
    'Le SPF finit par « +all » : il autorise le monde entier à écrire au nom du domaine.',
    'The SPF record ends with “+all”: it lets the whole world write in the name of the domain.',
  ),
  advice: say('Remplacez « +all » par « ~all ».', 'Replace “+all” by “~all”.'),
});

export const saysNothingOfOthers = (): Finding => ({
  status: 'warning',
  what: say(
    'Le SPF ne dit rien des autres serveurs : il n’arrête aucun faux.',
    'The SPF record says nothing of other servers: it stops no forgery.',
  ),
  advice: say('Finissez l’enregistrement SPF par « ~all ».', 'End the SPF record with “~all”.'),
});

export const notNamed = ({ name, includes: [include] }: Sender): Finding => ({
  status: 'warning',
  what: say(
    `Le SPF ne nomme pas les serveurs de ${name}, par lesquels vous écrivez.`,
    `The SPF record does not name the servers of ${name}, through which you write.`,
  ),
  advice: say(
    `Ajoutez « include:${include} » à l’enregistrement SPF, avant « all ».`,
    `Add “include:${include}” to the SPF record, before “all”.`,
  ),
});

export const fine = (lookups: number): Finding => ({
  status: 'ok',
  what: say(
    `Le SPF est en ordre (${lookups} recherches DNS sur 10 permises).`,
    `The SPF record is in order (${lookups} DNS look-ups of the 10 allowed).`,
  ),
});
