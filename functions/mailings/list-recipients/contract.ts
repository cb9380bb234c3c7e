import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { pageOf } from '../../../shared/table/list.ts';
import { placeQuery } from '../../../shared/table/shards.ts';
import { say } from '../../../shared/text.ts';
import { ASKINGS } from '../campaign-view.ts';
import { recipientView, STANDINGS } from '../mailing-view.ts';
import { REPORTED, RESULTS } from '../recipient-states.ts';

export default http({
  route: 'GET /v1/mailings/{mailingId}/recipients',
  summary: say(
    'Liste les adresses d’un envoi, avec la raison et le sort de chacune.',
    'Lists the addresses of a mailing, with the reason and the result of each.',
  ),
  description: say(
    'Une page où peu d’adresses répondent au filtre peut en tenir moins que `limit`, et avoir une suite. Avec `format`, mène par un lien d’une minute à un fichier qui les contient toutes ; le CSV s’ouvre dans un tableur sans qu’aucune cellule n’y soit exécutée.',
    'A page of which few addresses match the filter may hold fewer than `limit`, and have a next one. With `format`, leads by a link that lasts a minute to a file that has them all; no cell of the CSV is run by a spreadsheet.',
  ),
  auth: 'user',
  rights: 'mailings:read',
  query: z.strictObject({
    ...placeQuery,
    status: z
      .enum(STANDINGS)
      .optional()
      .meta(about('Celles que le récapitulatif compte là.', 'Those that the recap counts there.', 'pending')),
    result: z
      .enum(RESULTS)
      .optional()
      .meta(about('Celles qui ont eu ce sort.', 'Those of this result.', 'uncertain')),
    asking: z
      .enum(ASKINGS)
      .optional()
      .meta(
        about(
          'Celles dont la campagne de consentement fait cela.',
          'Those of which the consent campaign makes this.',
          'to-ask',
        ),
      ),
    report: z
      .enum(Object.keys(REPORTED) as (keyof typeof REPORTED)[])
      .optional()
      .meta(about('Celles dont le rapport dit cela.', 'Those of which the report says this.', 'clicked')),
    format: z
      .enum(['csv', 'json'])
      .optional()
      .meta(
        about(
          'Toutes à la fois, dans un fichier de cette forme ; une page sinon.',
          'All at once, in a file of this form; a page otherwise.',
          'csv',
        ),
      ),
  }),
  returns: { 200: pageOf(recipientView), 303: null },
  access: ['table:read', 'tables:read', 'tables:write'],
  timeout: 29,
  memory: 1024,
});
