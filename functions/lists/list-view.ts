import * as z from 'zod';
import { about, createdAt, exampleId, idOf, moment } from '../../shared/fields/about.ts';

/** A list as the API shows it. */
export const listView = z.object({
  id: idOf('lst'),
  name: z.string().meta(about('Son nom.', 'Its name.', 'Salon du bois 2026')),
  source: z
    .string()
    .optional()
    .meta(about('D’où viennent ses adresses.', 'Where its addresses come from.', 'Cartes de visite du stand')),
  addresses: z.int().meta(about('Combien d’adresses elle contient.', 'How many addresses it holds.', 1240)),
  sharedBy: z
    .string()
    .optional()
    .meta(
      about(
        'Le compte à qui elle est, quand il vous laisse la lire.',
        'The account whose it is, when it lets you read it.',
        exampleId('acc'),
      ),
    ),
  sharedWith: z
    .array(z.string())
    .optional()
    .meta(about('Les comptes qui peuvent la lire.', 'The accounts that may read it.', [exampleId('acc')])),
  createdAt,
});

/** An address of a list as the API shows it. */
export const listAddressView = z.object({
  email: z.string().meta(about('L’adresse, telle que tapée.', 'The address, as typed.', 'zoe.lefevre@exemple.fr')),
  fields: z
    .record(z.string(), z.string())
    .meta(about('Ce qui est gardé à côté d’elle.', 'What is kept beside it.', { firstName: 'Zoé' })),
  importId: z
    .string()
    .optional()
    .meta(about('L’import par lequel elle est entrée.', 'The import by which it came in.', exampleId('imp'))),
  line: z
    .int()
    .optional()
    .meta(about('Sa ligne dans ce fichier.', 'Its line in that file.', 2)),
  addedAt: moment('Quand elle est entrée.', 'When it came in.'),
});
