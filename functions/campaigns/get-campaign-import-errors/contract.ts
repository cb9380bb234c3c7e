import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { numberedCursor, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { importFaultView } from '../import-view.ts';

export default http({
  route: 'GET /v1/campaigns/{campaignId}/imports/{importId}/errors',
  summary: say(
    'Dit, ligne par ligne, ce qui n’entrera pas et pourquoi.',
    'Says, line by line, what will not come in and why.',
  ),
  description: say(
    'Les valeurs à corriger, sauf si `kind` demande les doublons (`duplicate`), les avertissements (`warning`) ou tout (`all`). En `csv`, mène à un fichier des lignes à corriger, telles qu’elles étaient, avec la raison de chacune : corrigez-le et importez-le de nouveau.',
    'The values to be corrected, unless `kind` asks for the duplicates (`duplicate`), the warnings (`warning`) or everything (`all`). As `csv`, leads to a file of the lines to be corrected, as they were, with the reason of each: correct it and import it again.',
  ),
  auth: 'user',
  rights: 'certificates:read',
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
  returns: { 200: pageOf(importFaultView), 303: null },
  access: ['table:read', 'imports:read', 'imports:write'],
  timeout: 29,
  memory: 1024,
});
