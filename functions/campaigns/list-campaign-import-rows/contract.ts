import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { importRow } from '../import-view.ts';

export default http({
  route: 'GET /v1/campaigns/{campaignId}/imports/{importId}/rows',
  summary: say('Montre les lignes telles qu’elles entreront.', 'Shows the lines as they will come in.'),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject({
    cursor: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000)
      .optional()
      .meta(about('Le `nextCursor` de la page d’avant.', 'The `nextCursor` of the page before.', 2)),
  }),
  returns: { 200: pageOf(importRow) },
  access: ['table:read', 'imports:read'],
});
