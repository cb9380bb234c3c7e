import { say, type Text } from '../../shared/text.ts';
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

const UNSEEN = /[^\x20-\x7e]/;

/** A term as it can be read: what is not seen is shown. */
const shown = (term: string) =>
  (term.length > 100 ? `${term.slice(0, 100)}…` : term).replace(/[\p{Cc}\p{Cf}\p{Z}]/gu, '␣');

export const misspelt = (term: string, domain: string): Finding => ({
  status: 'invalid',
  what: say(
    `Le SPF de ${domain} contient un terme illisible : « ${shown(term)} ».`,
    `The SPF record of ${domain} has a term that cannot be read: “${shown(term)}”.`,
  ),
  advice: howToMend(term),
});

function howToMend(term: string): Text {
  const [, glued] = /[^:/]([-~?+]all)$/i.exec(term) ?? [];
  if (UNSEEN.test(term)) {
    return say(
      `Retapez « ${shown(term)} » à la main : il contient un caractère invisible, une espace insécable ou un accent, et annule tout l’enregistrement.`,
      `Type “${shown(term)}” again by hand: it has an invisible character, a hard space or an accent, and undoes the whole record.`,
    );
  }
  return glued
    ? say(
        `Mettez une espace avant « ${glued} » : collés, ces termes annulent tout l’enregistrement.`,
        `Put a space before “${glued}”: glued together, these terms undo the whole record.`,
      )
    : say(
        `Corrigez ou retirez « ${shown(term)} » : tel quel, il annule tout l’enregistrement.`,
        `Correct “${shown(term)}” or take it out: as it is, it undoes the whole record.`,
      );
}

export const notRead = (text: string): Finding => ({
  status: 'invalid',
  what: say(
    `« ${shown(text)} » devait être un enregistrement SPF, mais aucun destinataire ne le lit.`,
    `“${shown(text)}” was to be an SPF record, but no receiver reads it.`,
  ),
  advice: say(
    'Faites-le commencer par « v=spf1 » suivi d’une espace ordinaire, sans guillemet ni espace avant.',
    'Have it begin with “v=spf1” and an ordinary space, without a quote or a space before.',
  ),
});

export const twice = (name: string, domain: string): Finding => ({
  status: 'invalid',
  what: say(
    `Le SPF de ${domain} a deux « ${name}= » : cela annule tout l’enregistrement.`,
    `The SPF record of ${domain} has two “${name}=”: that undoes the whole record.`,
  ),
  advice: say(`Gardez un seul « ${name}= ».`, `Keep one “${name}=” only.`),
});

export const passedOver = (term: string): Finding => ({
  status: 'warning',
  what: say(
    `« ${shown(term)} » ne veut rien dire : les destinataires passent dessus.`,
    `“${shown(term)}” means nothing: receivers pass over it.`,
  ),
  advice: say(
    `Écrivez « : » et non « = » : « ${shown(term.replace('=', ':'))} ».`,
    `Write “:” and not “=”: “${shown(term.replace('=', ':'))}”.`,
  ),
});

export const afterAll = (terms: readonly string[], all: string): Finding => ({
  status: 'warning',
  what: say(
    `Rien de ce qui suit « ${all} » ne compte : ${terms.map(shown).join(' ')}.`,
    `Nothing that follows “${all}” counts: ${terms.map(shown).join(' ')}.`,
  ),
  advice: say(
    `Mettez « ${all} » à la fin, ou retirez ce qui le suit.`,
    `Put “${all}” at the end, or take out what follows.`,
  ),
});

export const tooManyEmpty = (names: readonly string[], most: number): Finding => ({
  status: 'invalid',
  what: say(
    `L’enregistrement SPF renvoie à plus de ${most} noms qui n’ont rien (${names.join(', ')}) : les destinataires l’abandonnent.`,
    `The SPF record refers to more than ${most} names that hold nothing (${names.join(', ')}): receivers give it up.`,
  ),
  advice: say('Retirez ces noms du SPF.', 'Take these names out of the SPF record.'),
});

export const tooManyServers = (name: string, domain: string, most: number): Finding => ({
  status: 'invalid',
  what: say(
    `Le SPF de ${domain} nomme les serveurs de messagerie de ${name}, qui sont plus de ${most} : les destinataires l’abandonnent.`,
    `The SPF record of ${domain} names the mail servers of ${name}, which are more than ${most}: receivers give it up.`,
  ),
  advice: say(
    'Remplacez « mx » par les adresses « ip4: » des serveurs.',
    'Replace “mx” by the “ip4:” addresses of the servers.',
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

export const opensToAll = (by: string): Finding => ({
  status: 'invalid',
  what: /^\+?all$/i.test(by)
    ? say(
        'Le SPF finit par « +all » : il autorise le monde entier à écrire au nom du domaine.',
        'The SPF record ends with “+all”: it lets the whole world write in the name of the domain.',
      )
    : say(
        `Par « ${shown(by)} », le SPF autorise le monde entier à écrire au nom du domaine.`,
        `By “${shown(by)}” the SPF record lets the whole world write in the name of the domain.`,
      ),
  advice: /^\+?all$/i.test(by)
    ? say('Remplacez « +all » par « ~all ».', 'Replace “+all” by “~all”.')
    : say(
        `Retirez « ${shown(by)} », ou remplacez-le par les seuls serveurs qui écrivent pour vous.`,
        `Take “${shown(by)}” out, or replace it by those servers alone that write for you.`,
      ),
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
