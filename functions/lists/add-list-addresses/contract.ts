import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { packed, say } from '../../../shared/text.ts';
import { fieldName, MOST_ADDRESSES } from '../list-fields.ts';

export default http({
  route: 'POST /v1/lists/{listId}/addresses',
  summary: say('Ajoute des adresses à une liste.', 'Adds addresses to a list.'),
  description: say(
    'Une adresse qui y est déjà reste comme elle est. Chaque champ donné à côté de l’adresse est gardé sous son nom.',
    'An address that it has already stays as it is. Each field given beside the address is kept under its name.',
  ),
  auth: 'user',
  rights: 'lists:write',
  body: z.strictObject({
    addresses: z
      .array(
        z
          .object({
            email: z
              .string()
              .max(320)
              .meta(about('L’adresse.', 'The address.', 'zoe.lefevre@exemple.fr')),
          })
          .catchall(line(1_000))
          .refine((address) => Object.keys(address).every((name) => fieldName.safeParse(name).success), {
            error: packed(
              'Donnez à chaque champ un nom de 100 caractères au plus.',
              'Give each field a name of 100 characters at most.',
            ),
          }),
      )
      .meta(
        about(
          'Les adresses, chacune avec les champs à garder à côté d’elle.',
          'The addresses, each with the fields to keep beside it.',
          [{ email: 'zoe.lefevre@exemple.fr', firstName: 'Zoé' }],
        ),
      )
      .min(1)
      .max(MOST_ADDRESSES, {
        error: packed(
          `Donnez ${MOST_ADDRESSES} adresses au plus à la fois ; pour davantage, importez un fichier.`,
          `Give ${MOST_ADDRESSES} addresses at most at a time; for more, import a file.`,
        ),
      }),
  }),
  returns: {
    200: z.object({
      added: z.int().meta(about('Celles qui sont entrées.', 'Those that came in.', 1)),
      duplicates: z.int().meta(about('Celles qui y étaient déjà.', 'Those that it had already.', 0)),
      addresses: z.int().meta(about('Combien la liste en a maintenant.', 'How many the list has now.', 1241)),
    }),
  },
  problems: [409],
  access: ['table:write'],
});
