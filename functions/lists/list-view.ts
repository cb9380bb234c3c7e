import * as z from 'zod';
import { about, createdAt, exampleId, idOf } from '../../shared/fields/about.ts';

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
