import * as z from 'zod';
import { about, createdAt, idOf, moment, updatedAt } from '../../shared/fields/about.ts';

/** A customer, a supplier, or somebody in the directory. */
export const contactKind = z
  .enum(['customer', 'supplier', 'directory'])
  .meta(about('Client, fournisseur ou entrée du répertoire.', 'A customer, a supplier or an entry of the directory.'));

/** A contact as the API shows it. */
export const contactView = z
  .object({
    id: idOf('ctc'),
    kind: contactKind,
    firstName: z
      .string()
      .optional()
      .meta(about('Son prénom.', 'Their first name.', 'Zoé')),
    lastName: z
      .string()
      .optional()
      .meta(about('Son nom.', 'Their last name.', 'Lefèvre')),
    company: z
      .string()
      .optional()
      .meta(about('Sa société.', 'Their company.', 'Menuiserie Durand')),
    emails: z.array(z.string()).meta(about('Ses adresses.', 'Their addresses.', ['zoe@client.example'])),
    phones: z.array(z.string()).meta(about('Ses numéros.', 'Their numbers.', ['+33612345678'])),
    createdAt,
    updatedAt,
    lastContactAt: moment(
      'Quand cette personne a suivi un lien d’un de vos envois pour la dernière fois.',
      'When this person last followed a link of a mailing of yours.',
    ).optional(),
  })
  .meta({ id: 'Contact' });
