import { say } from '../../shared/text.ts';
import type { Finding } from './dns-finding.ts';

export const POLICIES = ['none', 'quarantine', 'reject'] as const;
export type Policy = (typeof POLICIES)[number];

/** What a DMARC record can say or lack, in words. */

export const missing = (): Finding => ({
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

export const several = (count: number, name: string): Finding => ({
  status: 'invalid',
  what: say(
    `Il y a ${count} enregistrements DMARC sous _dmarc.${name} ; il n’en faut qu’un, sinon aucun ne compte.`,
    `There are ${count} DMARC records under _dmarc.${name}; there must be one only, or none counts.`,
  ),
  advice: say('Gardez-en un seul.', 'Keep one only.'),
});

export const noPolicy = (tag: string, asked: string | undefined): Finding => ({
  status: 'invalid',
  what: asked
    ? say(
        `DMARC demande « ${tag}=${asked} », qui n’existe pas.`,
        `DMARC asks for “${tag}=${asked}”, which does not exist.`,
      )
    : say('L’enregistrement DMARC n’a pas de politique « p= ».', 'The DMARC record has no policy “p=”.'),
  advice: say(
    `Écrivez « ${tag}=none », « ${tag}=quarantine » ou « ${tag}=reject ».`,
    `Write “${tag}=none”, “${tag}=quarantine” or “${tag}=reject”.`,
  ),
});

export const notRead = (text: string, name: string): Finding => ({
  status: 'invalid',
  what: say(
    `« ${text} », sous _dmarc.${name}, devait être un enregistrement DMARC, mais aucun destinataire ne le lit.`,
    `“${text}”, under _dmarc.${name}, was to be a DMARC record, but no receiver reads it.`,
  ),
  advice: say(
    'Faites-le commencer par « v=DMARC1; » en majuscules, point-virgule compris, sans guillemet ni caractère invisible : « v=DMARC1; p=none; rua=mailto:votre-adresse ».',
    'Have it begin with “v=DMARC1;” in capitals, with its semicolon, without quotes or invisible characters: “v=DMARC1; p=none; rua=mailto:your-address”.',
  ),
});

export const notATag = (written: string): Finding => ({
  status: 'invalid',
  what: say(
    `L’enregistrement DMARC contient « ${written} », qui ne se lit pas comme « nom=valeur ».`,
    `The DMARC record has “${written}”, which does not read as “name=value”.`,
  ),
  advice: say(`Corrigez « ${written} », ou retirez-le.`, `Correct “${written}”, or take it out.`),
});

export const twice = (name: string): Finding => ({
  status: 'invalid',
  what: say(
    `L’enregistrement DMARC a deux « ${name}= » : les destinataires ne s’accordent pas sur ce qu’il demande.`,
    `The DMARC record has two “${name}=”: receivers do not agree on what it asks for.`,
  ),
  advice: say(`Gardez un seul « ${name}= ».`, `Keep one “${name}=” only.`),
});

export const policyNotFirst = (): Finding => ({
  status: 'warning',
  what: say(
    '« p= » ne suit pas « v=DMARC1 » : des destinataires ne lisent pas un tel enregistrement.',
    '“p=” does not follow “v=DMARC1”: some receivers do not read such a record.',
  ),
  advice: say('Mettez « p= » juste après « v=DMARC1; ».', 'Put “p=” right after “v=DMARC1;”.'),
});

export const onlyTried = (policy: Policy, by: string): Finding => ({
  status: 'warning',
  what: say(
    `DMARC demande « p=${policy} », mais « ${by} » dit de ne l’appliquer à rien : aucun faux n’est arrêté.`,
    `DMARC asks for “p=${policy}”, but “${by}” says to apply it to nothing: no forgery is stopped.`,
  ),
  advice: say(
    `Quand les rapports montrent que tous vos e-mails passent, retirez « ${by} ».`,
    `Once the reports show that all your mail passes, take “${by}” out.`,
  ),
});

export const inPart = (policy: Policy, share: number): Finding => ({
  status: 'warning',
  what: say(
    `DMARC n’applique « p=${policy} » qu’à ${share} % des faux.`,
    `DMARC applies “p=${policy}” to ${share}% of forgeries only.`,
  ),
  advice: say(`Retirez « pct=${share} ».`, `Take “pct=${share}” out.`),
});

export const noValue = (name: string, value: string): Finding => ({
  status: 'warning',
  what: say(
    `« ${name}=${value} » n’a pas de sens en DMARC : les destinataires passent dessus.`,
    `“${name}=${value}” makes no sense in DMARC: receivers pass over it.`,
  ),
  advice: say(`Corrigez « ${name}=${value} », ou retirez-le.`, `Correct “${name}=${value}”, or take it out.`),
});

export const unknownTag = (name: string): Finding => ({
  status: 'warning',
  what: say(
    `DMARC ne connaît pas « ${name}= » : les destinataires passent dessus.`,
    `DMARC knows no “${name}=”: receivers pass over it.`,
  ),
  advice: say(
    `Vérifiez l’orthographe de « ${name}= », ou retirez-le.`,
    `Check how “${name}=” is spelt, or take it out.`,
  ),
});

export const notAnAddress = (written: string): Finding => ({
  status: 'warning',
  what: say(
    `Les rapports DMARC n’arrivent pas à « ${written} » : ce n’est pas une adresse « mailto: ».`,
    `DMARC reports do not arrive at “${written}”: it is no “mailto:” address.`,
  ),
  advice: say(
    'Écrivez « rua=mailto:votre-adresse » ; séparez plusieurs adresses par des virgules.',
    'Write “rua=mailto:your-address”; separate several addresses by commas.',
  ),
});

export const policyFinding = (policy: Policy): Finding =>
  policy === 'none'
    ? {
        status: 'warning',
        what: say(
          'DMARC est là, avec « p=none » : cela suffit à Gmail et Outlook.com, mais n’arrête aucun faux.',
          'DMARC is there, with “p=none”: it is enough for Gmail and Outlook.com, but stops no forgery.',
        ),
        advice: say(
          'Quand les rapports montrent que tous vos e-mails passent, écrivez « p=quarantine », puis « p=reject ».',
          'Once the reports show that all your mail passes, write “p=quarantine”, then “p=reject”.',
        ),
      }
    : {
        status: 'ok',
        what: say(`DMARC protège le domaine (« p=${policy} »).`, `DMARC protects the domain (“p=${policy}”).`),
      };

export const noReports = (policy: Policy): Finding => ({
  status: policy === 'none' ? 'warning' : 'ok',
  what: say('Personne ne reçoit les rapports DMARC.', 'Nobody receives the DMARC reports.'),
  advice: say(
    'Ajoutez « rua=mailto:votre-adresse » à l’enregistrement DMARC pour savoir qui écrit en votre nom.',
    'Add “rua=mailto:your-address” to the DMARC record to know who writes in your name.',
  ),
});
