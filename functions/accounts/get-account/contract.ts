import * as z from 'zod';
import { about, createdAt, idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/account',
  summary: say('Montre le compte auquel la clé appartient.', 'Shows the account that the key belongs to.'),
  auth: 'user',
  rights: 'account:read',
  returns: {
    200: z.object({
      id: idOf('acc'),
      email: z
        .string()
        .meta(about('L’adresse de qui l’a ouvert.', 'The address of who opened it.', 'anne@durand-menuiserie.fr')),
      firstName: z.string().meta(about('Son prénom.', 'Their first name.', 'Anne')),
      lastName: z.string().meta(about('Son nom.', 'Their last name.', 'Durand')),
      company: z
        .string()
        .optional()
        .meta(about('L’entreprise.', 'The business.', 'Menuiserie Durand')),
      createdAt,
    }),
  },
  access: ['table:read'],
});
