import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { numberedCursor, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { importRow } from '../import-view.ts';

export default http({
  route: 'GET /v1/campaigns/{campaignId}/imports/{importId}/rows',
  summary: say('Montre les lignes telles qu’elles entreront.', 'Shows the lines as they will come in.'),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject({
    cursor: numberedCursor,
  }),
  returns: { 200: pageOf(importRow) },
  access: ['table:read', 'imports:read'],
});
