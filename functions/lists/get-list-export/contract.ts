import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/lists/{listId}/export',
  summary: say(
    'Mène à la liste entière, en CSV ou en JSON, par un lien d’une minute.',
    'Leads to the whole list, as CSV or JSON, by a link that lasts a minute.',
  ),
  description: say(
    'Le CSV (`;`, UTF-8 avec marque) s’ouvre dans un tableur sans qu’aucune cellule n’y soit exécutée ; importé de nouveau, il donne la même liste.',
    'The CSV (`;`, UTF-8 with its mark) opens in a spreadsheet without any cell being run there; imported again, it gives the same list.',
  ),
  auth: 'user',
  rights: 'lists:read',
  query: z.strictObject({
    format: z
      .enum(['csv', 'json'])
      .default('csv')
      .meta(about('Sa forme.', 'Its form.', 'csv')),
  }),
  returns: { 303: null },
  access: ['table:read', 'tables:read', 'tables:write'],
  timeout: 29,
  memory: 1024,
});
