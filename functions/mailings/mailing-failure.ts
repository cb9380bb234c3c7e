import { say, type Text } from '../../shared/text.ts';

/** What a mailing can fail of, and what to do about it. */
const WORDS = {
  'list-gone': say(
    'Une liste de son filtre a été supprimée, ou n’est plus partagée avec vous : son audience ne peut être établie. Faites partager de nouveau la liste, puis recalculez l’audience (POST /v1/mailings/{mailingId}/refresh) ; ou préparez un envoi sans elle.',
    'A list of its filter was deleted, or is no longer shared with you: its audience cannot be found. Have the list shared again, then find the audience again (POST /v1/mailings/{mailingId}/refresh); or prepare a mailing without it.',
  ),
  'sender-gone': say(
    'Le compte SMTP par lequel il partait n’existe plus : les adresses encore prévues n’ont rien reçu. Reprenez-le par un autre expéditeur (POST /v1/mailings/{mailingId}/resume, `sender`), ou annulez-le.',
    'The SMTP account through which it left is no more: addresses still planned have received nothing. Resume it through another sender (POST /v1/mailings/{mailingId}/resume, `sender`), or cancel it.',
  ),
} satisfies Record<string, Text>;
export type Failure = keyof typeof WORDS;
export const FAILURES = Object.keys(WORDS) as [Failure, ...Failure[]];

export const failureText = (failure: Failure): Text => WORDS[failure];
