import * as z from 'zod';
import { about, createdAt, idOf, updatedAt } from '../../shared/fields/about.ts';

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
  })
  .meta({ id: 'Contact' });
