import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { numberedCursor, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { importFault } from '../list-import-view.ts';

export default http({
  route: 'GET /v1/lists/{listId}/imports/{importId}/errors',
  summary: say(
    'Dit, ligne par ligne, ce qui n’est pas entré et pourquoi.',
    'Says, line by line, what did not come in and why.',
  ),
  description: say(
    'Les lignes rejetées, sauf si `kind` demande les doublons (`duplicate`), les avertissements (`warning`) ou tout (`all`). En `csv`, mène par un lien d’une minute à un fichier qui les contient toutes.',
    'The rejected lines, unless `kind` asks for the duplicates (`duplicate`), the warnings (`warning`) or everything (`all`). As `csv`, leads by a link that lasts a minute to a file that has them all.',
  ),
  auth: 'user',
  rights: 'lists:read',
  query: z.strictObject({
    format: z
      .enum(['json', 'csv'])
      .default('json')
      .meta(about('Leur forme.', 'Their form.', 'json')),
    kind: z
      .enum(['rejected', 'duplicate', 'warning', 'all'])
      .default('rejected')
      .meta(about('Lesquelles.', 'Which ones.', 'rejected')),
    cursor: numberedCursor,
  }),
  returns: {
    200: pageOf(
      importFault.extend({
        message: z.string().meta(about('Une phrase, dans votre langue.', 'A sentence, in your language.')),
      }),
    ),
    303: null,
  },
  access: ['table:read', 'tables:read', 'tables:write'],
  timeout: 29,
  memory: 1024,
});
