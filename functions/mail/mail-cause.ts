import { say, type Text } from '../../shared/text.ts';
import type { Suppression } from './suppression.ts';

/** Why a mail did not arrive, or waits: what happened, in the reader's language. The server's own words stand beside it. */
const CAUSES = {
  'suppressed-manual': say(
    'Cette adresse est sur votre liste d’exclusion (ajoutée à la main). Levez l’exclusion pour lui écrire.',
    'This address is on your suppression list (added by hand). Lift the suppression to write to it.',
  ),
  'suppressed-bounce': say(
    'Cette adresse est sur votre liste d’exclusion : un e-mail précédent est revenu. Vérifiez-la, puis levez l’exclusion.',
    'This address is on your suppression list: an earlier email came back. Check it, then lift the suppression.',
  ),
  'suppressed-soft-bounces': say(
    'Cette adresse est sur votre liste d’exclusion : cinq e-mails de suite n’ont pas pu lui être remis (boîte pleine, serveur absent). Vérifiez-la avec son titulaire, puis levez l’exclusion.',
    'This address is on your suppression list: five emails in a row could not be delivered to it (a full mailbox, a server that is away). Check it with its owner, then lift the suppression.',
  ),
  'suppressed-complaint': say(
    'Cette adresse est sur votre liste d’exclusion : son titulaire a signalé un de vos e-mails comme indésirable. Ne levez l’exclusion que s’il vous le demande.',
    'This address is on your suppression list: its owner reported one of your emails as spam. Lift the suppression only if they ask for it.',
  ),
  'suppressed-refused': say(
    'Cette adresse est sur votre liste d’exclusion : un serveur a déjà répondu qu’elle n’existe pas. Vérifiez-la, puis levez l’exclusion.',
    'This address is on your suppression list: a server has already answered that it does not exist. Check it, then lift the suppression.',
  ),
  nobody: say(
    'Cette adresse n’existe pas ou n’existe plus. Vérifiez-la avec son titulaire.',
    'This address does not exist, or no longer does. Check it with its owner.',
  ),
  bounced: say(
    'L’e-mail est parti, puis il est revenu : l’adresse ne le reçoit pas. Vérifiez-la avec son titulaire.',
    'The email left, then came back: the address does not receive it. Check it with its owner.',
  ),
  'recipient-refused': say(
    'Le serveur refuse d’écrire à cette adresse. Vérifiez-la ; sa réponse dit pourquoi.',
    'The server refuses to write to this address. Check it; its reply says why.',
  ),
  'message-refused': say(
    'Le serveur refuse ce message. Sa réponse dit pourquoi.',
    'The server refuses this message. Its reply says why.',
  ),
  'too-large': say(
    'L’e-mail est plus lourd que ce que le serveur accepte. Allégez les pièces jointes.',
    'The email is larger than the server takes. Make the attachments smaller.',
  ),
  'no-international-addresses': say(
    'Votre serveur d’envoi ne sait pas écrire à une adresse accentuée. Demandez une autre adresse, ou choisissez un autre envoi.',
    'Your sending server cannot write to an address with such letters. Ask for another address, or choose another way to send.',
  ),
  'attachment-unusable': say(
    'Une pièce jointe manque ou n’est plus celle qui a été jointe. Recommencez l’envoi.',
    'An attachment is missing, or no longer what was attached. Send again.',
  ),
  uncertain: say(
    'Le serveur a pris le message entier sans dire s’il l’acceptait. L’e-mail est peut-être arrivé : demandez à son destinataire avant d’en envoyer un autre.',
    'The server took the whole message and never said whether it accepted it. The email may have arrived: ask its recipient before you send another.',
  ),
  'daily-limit': say(
    'La limite d’envoi par jour de votre boîte est atteinte. L’e-mail attend, et part de lui-même quand elle en reprend.',
    'The daily sending limit of your mailbox is reached. The email waits, and leaves by itself when it takes them again.',
  ),
  'rate-limit': say(
    'Votre fournisseur trouve que votre boîte envoie trop, ou trop vite. L’e-mail attend, et part de lui-même quand il en reprend.',
    'Your provider finds that your mailbox sends too much, or too fast. The email waits, and leaves by itself when it takes them again.',
  ),
  'mailbox-full': say(
    'Une boîte est pleine : celle du destinataire, d’ordinaire. Prévenez-le ; nous réessayons pendant deux jours.',
    'A mailbox is full: usually that of the recipient. Let them know; we try again for two days.',
  ),
  spam: say(
    'Le serveur prend l’e-mail pour du courrier indésirable. Vérifiez SPF, DKIM et DMARC de votre domaine d’envoi ; l’adresse du destinataire n’est pas en cause.',
    'The server takes the email for spam. Check SPF, DKIM and DMARC of your sending domain; the recipient’s address is not at fault.',
  ),
  'content-refused': say(
    'Le serveur refuse ce que contient l’e-mail (une pièce jointe, un lien). L’adresse du destinataire n’est pas en cause.',
    'The server refuses what the email contains (an attachment, a link). The recipient’s address is not at fault.',
  ),
  'not-written': say(
    'L’e-mail n’a pas pu être préparé pour le moment. Nous réessayons ; vous n’avez rien à faire.',
    'The email could not be prepared for now. We try again; there is nothing for you to do.',
  ),
  'given-up': say(
    'L’e-mail n’a pas pu partir malgré deux jours d’essais. La dernière réponse dit pourquoi.',
    'The email could not leave in two days of tries. The last reply says why.',
  ),
  'account-failing': say(
    'Votre compte d’envoi ne laisse pas partir les e-mails : ouvrez vos réglages d’envoi, ils disent que faire. L’e-mail part dès que le compte est réparé.',
    'Your sending account lets no email out: open your mail settings, they say what to do. The email leaves once the account is mended.',
  ),
  'account-gone': say(
    'Le compte d’envoi choisi pour cet e-mail n’existe plus. Recommencez l’envoi par un autre.',
    'The sending account chosen for this email is no more. Send again through another one.',
  ),
  'put-off': say(
    'Le serveur remet l’e-mail à plus tard. Nous réessayons.',
    'The server puts the email off. We try again.',
  ),
} satisfies Record<string, Text>;

export type Cause = keyof typeof CAUSES;

/** The cause that says the same of a mail as an advice does of an account, if there is one. */
export const causeOfAdvice = (advice: string | undefined): Cause | undefined =>
  advice !== undefined && Object.hasOwn(CAUSES, advice) ? (advice as Cause) : undefined;

export const suppressedBecause = ({ reason }: Pick<Suppression, 'reason'>): Cause => `suppressed-${reason}`;

/** The sentence for a cause; none for a key that is no longer known. */
export const causeText = (cause: string | undefined): Text | undefined =>
  cause !== undefined && Object.hasOwn(CAUSES, cause) ? CAUSES[cause as Cause] : undefined;
