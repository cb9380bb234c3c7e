import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, numberedCursor, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { recipientView } from '../campaign-view.ts';
import { recipientStates } from '../recipient-states.ts';

export default http({
  route: 'GET /v1/campaigns/{campaignId}/recipients',
  summary: say('Liste les destinataires, dans leur ordre.', 'Lists the recipients, in their order.'),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject({
    limit: listQuery.limit,
    cursor: numberedCursor,
    status: recipientStates.schema.optional().meta(about('Ceux de cet état.', 'Those in this state.', 'faulty')),
  }),
  returns: { 200: pageOf(recipientView) },
  access: ['table:read'],
});
