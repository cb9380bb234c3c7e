import * as z from 'zod';
import { about, idOf, moment } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/tickets/{code}/check-in',
  summary: say('Contrôle un billet à l’entrée : il passe une fois.', 'Checks a ticket in at the door: it passes once.'),
  auth: 'user',
  rights: 'orders:write',
  returns: {
    200: z.object({
      orderId: idOf('ord', 'La commande.', 'The order.'),
      ticket: z.int().meta(about('Le numéro du billet dans la commande.', 'The number of the ticket in the order.', 1)),
      title: z.string().meta(about('Ce pour quoi il vaut.', 'What it is for.', 'Stage de pose')),
      name: z
        .string()
        .optional()
        .meta(about('Au nom de qui.', 'In whose name.', 'Anne Martin')),
      checkedInAt: moment('Quand il a été contrôlé.', 'When it was checked in.'),
    }),
  },
  problems: [404, 409],
  access: ['table:write', 'secrets:decrypt'],
});
