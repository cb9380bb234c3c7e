import { say, type Text } from '../../../shared/text.ts';

/** What the signature is in law. Nobody showed an identity document: it is never called advanced. */
export const signatureLevel = {
  eidas: 'simple-electronic-signature',
  method: 'email-link-and-sms-code',
  seal: 'PAdES-BASELINE-T',
  statement: say(
    'Signature électronique simple avec code par SMS (règlement eIDAS, article 3, point 10), document scellé au format PAdES-BASELINE-T',
    'Simple electronic signature with SMS code (eIDAS Regulation, Article 3(10)), document sealed as PAdES-BASELINE-T',
  ),
} as const;

/** The servers that an invitation may have left through: ours, or the sender's own. */
export const INVITED_THROUGH = ['platform', 'smtp'] as const;

interface Invited {
  name: string;
  invitation: { through?: (typeof INVITED_THROUGH)[number] | undefined };
}

/** Signers whose link the sender's own mail server carried. */
export const invitedThroughSender = (signers: readonly Invited[]): string[] =>
  signers.filter(({ invitation }) => invitation.through === 'smtp').map(({ name }) => name);

/** What is to be known of their invitations. */
export const senderServerNotice = (names: readonly string[]): Text =>
  say(
    `L’invitation de ${names.join(', ')} est partie par le serveur d’e-mail de l’expéditeur, qui pouvait la lire et ` +
      'ouvrir le lien : que le signataire ait eu accès à son adresse e-mail n’est établi que si l’on se fie à ce ' +
      'serveur. Le code par SMS n’y est pas passé.',
    `The invitation of ${names.join(', ')} left through the sender’s own mail server, which could read it and open ` +
      'the link: that the signer had access to the email address is established only as far as that server is ' +
      'trusted. The text message with the code did not pass through it.',
  );

/** What the proof establishes and what it does not, for whoever has to judge it. */
export function legalNoticeFor(signers: readonly Invited[]): Text {
  const names = invitedThroughSender(signers);
  if (names.length === 0) return legalNotice;
  const { fr, en } = senderServerNotice(names);
  return say(`${legalNotice.fr} ${fr}`, `${legalNotice.en} ${en}`);
}

const legalNotice = say(
  'Ce dossier rend compte d’une signature électronique simple au sens de l’article 3, point 10, du règlement (UE) ' +
    'n° 910/2014 (eIDAS), renforcée par un code à usage unique envoyé par SMS. Ce n’est ni une signature avancée ' +
    '(article 26), ni une signature qualifiée. Une signature électronique ne peut être écartée comme preuve au seul ' +
    'motif qu’elle est électronique ou qu’elle n’est pas qualifiée (article 25, paragraphe 1). En droit français, la ' +
    'fiabilité du procédé n’est présumée que pour une signature qualifiée (article 1367 du Code civil, décret ' +
    'n° 2017-1416) : en cas de contestation, c’est à celui qui s’en prévaut de l’établir, notamment avec ce dossier. ' +
    'L’identité des signataires n’a pas été vérifiée par une pièce : le dossier établit qu’une personne ayant accès ' +
    'à l’adresse e-mail et au téléphone indiqués par l’expéditeur a consenti, à l’heure dite, au document reproduit. ' +
    'Le cachet et l’horodatage établissent que ce document n’a pas changé depuis ; ils valent ce que valent le ' +
    'certificat du cachet et l’autorité d’horodatage, nommés ci-dessus.',
  'This file accounts for a simple electronic signature within the meaning of Article 3(10) of Regulation (EU) ' +
    'No 910/2014 (eIDAS), strengthened by a one-time code sent by text message. It is neither an advanced ' +
    '(Article 26) nor a qualified signature. An electronic signature may not be denied as evidence solely because it ' +
    'is electronic or not qualified (Article 25(1)). Under French law, reliability is presumed only of a qualified ' +
    'signature (Civil Code, Article 1367; Decree 2017-1416): if it is disputed, whoever relies on the signature has ' +
    'to establish it, with this file among other means. The signers’ identity was not checked against a document: ' +
    'the file establishes that a person with access to the email address and the phone given by the sender ' +
    'consented, at the time stated, to the document reproduced. The seal and the time-stamp establish that this ' +
    'document has not changed since; they are worth what the seal’s certificate and the time-stamp authority, named ' +
    'above, are worth.',
);
