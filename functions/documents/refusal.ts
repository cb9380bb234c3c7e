import { type PdfRefusal, refusalMessage } from '../../shared/documents/refusals.ts';
import { say, type Text } from '../../shared/text.ts';

/** Why nothing of an upload was kept, beside what can be wrong with a PDF. */
const ours = {
  'never-uploaded': say(
    'Le fichier n’a pas été envoyé dans l’heure. Annoncez de nouveau le document, puis envoyez-le aussitôt.',
    'The file was not sent within the hour. Announce the document again, then send it at once.',
  ),
  'other-size': say(
    'Le fichier reçu n’a pas la taille annoncée. Annoncez de nouveau le document avec sa taille exacte.',
    'The file received does not have the announced size. Announce the document again with its exact size.',
  ),
  'other-content': say(
    'Le fichier reçu n’est pas celui qui a été annoncé : son empreinte SHA-256 diffère. Annoncez de nouveau le document.',
    'The file received is not the one announced: its SHA-256 differs. Announce the document again.',
  ),
  'not-checked': say(
    'Ce fichier n’a pas pu être vérifié. Envoyez-le de nouveau ; si rien ne change, imprimez le document dans un nouveau PDF, ou demandez à son auteur une autre version s’il est déjà signé.',
    'This file could not be checked. Send it again; if nothing changes, print the document to a new PDF, or ask its author for another version if it is already signed.',
  ),
} as const satisfies Record<string, Text>;

export type Refusal = keyof typeof ours | PdfRefusal;

/** What to tell whoever sent the document: what is wrong and what to do next. */
export const refusalText = (reason: Refusal): Text =>
  reason in ours
    ? ours[reason as keyof typeof ours]
    : say(refusalMessage(reason as PdfRefusal, 'fr'), refusalMessage(reason as PdfRefusal, 'en'));
