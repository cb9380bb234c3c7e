import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { recipientView, STANDINGS } from '../mailing-view.ts';
import { RESULTS } from '../recipient-states.ts';

export default http({
  route: 'GET /v1/mailings/{mailingId}/recipients',
  summary: say(
    'Liste les adresses d’un envoi, avec la raison et le sort de chacune.',
    'Lists the addresses of a mailing, with the reason and the result of each.',
  ),
  description: say(
    'Une page où peu d’adresses répondent au filtre peut en tenir moins que `limit`, et avoir une suite.',
    'A page of which few addresses match the filter may hold fewer than `limit`, and have a next one.',
  ),
  auth: 'user',
  rights: 'mailings:read',
  query: z.strictObject({
    ...listQuery,
    cursor: z
      .string()
      .max(600)
      .optional()
      .meta(about('Le `nextCursor` de la page d’avant.', 'The `nextCursor` of the page before.')),
    status: z
      .enum(STANDINGS)
      .optional()
      .meta(about('Celles que le récapitulatif compte là.', 'Those that the recap counts there.', 'pending')),
    result: z
      .enum(RESULTS)
      .optional()
      .meta(about('Celles qui ont eu ce sort.', 'Those of this result.', 'uncertain')),
  }),
  returns: { 200: pageOf(recipientView) },
  access: ['table:read'],
});
