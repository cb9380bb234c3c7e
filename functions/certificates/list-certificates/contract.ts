import * as z from 'zod';
import { about, exampleId } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { certificateStates } from '../certificate-states.ts';
import { certificateView } from '../certificate-view.ts';

export default http({
  route: 'GET /v1/certificates',
  summary: say(
    'Liste les certificats délivrés, du plus récent au plus ancien.',
    'Lists the certificates issued, newest first.',
  ),
  auth: 'user',
  rights: 'certificates:read',
  query: z.strictObject({
    ...listQuery,
    campaignId: z
      .string()
      .optional()
      .meta(about('Ceux de cette campagne.', 'Those of this campaign.', exampleId('cmp'))),
    status: certificateStates.schema.optional().meta(about('Ceux de cet état.', 'Those in this state.', 'activated')),
  }),
  returns: { 200: pageOf(certificateView) },
  access: ['table:read'],
});
