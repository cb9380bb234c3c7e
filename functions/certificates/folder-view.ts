import * as z from 'zod';
import { about, createdAt, idOf, updatedAt } from '../../shared/fields/about.ts';
import { emailAddress } from '../../shared/fields/email-address.ts';
import { line, lines } from '../../shared/fields/text-line.ts';
import { LOCALES } from '../../shared/text.ts';

const words = (fr: string, en: string) =>
  z
    .strictObject({
      subject: line(180).meta(about('Son objet.', 'Its subject.', 'Votre certificat « {{certificate}} »')),
      message: lines(4000)
        .min(1)
        .meta(about('Son texte, ligne par ligne.', 'Its text, line by line.', 'Bonjour {{holder}},\n\nBravo !')),
    })
    .meta(about(fr, en));

/** What is set of a folder: the words of its two emails may say `{{holder}}`, `{{certificate}}`, and any variable. */
export const folderFields = {
  name: line(120).meta(about('Son nom.', 'Its name.', 'Formations 2027')),
  locale: z.enum(LOCALES).meta(about('La langue de ses e-mails.', 'The language of its emails.', 'fr')),
  activationEmail: words(
    'L’e-mail à qui reçoit son premier certificat : il y trouve le lien pour l’activer.',
    'The email to whoever receives a first certificate: with the link to activate it.',
  ),
  knownRecipientEmail: words(
    'L’e-mail à qui en a déjà activé un : celui-ci est activé d’avance.',
    'The email to whoever has activated one before: this one is activated beforehand.',
  ),
  replyTo: emailAddress.meta(
    about('Où vont les réponses.', 'Where answers go.', 'formation@durand-menuiserie.example'),
  ),
};

/** A folder as the API shows it. */
export const folderView = z
  .object({ id: idOf('fol'), ...folderFields, replyTo: folderFields.replyTo.optional(), createdAt, updatedAt })
  .meta({ id: 'Folder' });
