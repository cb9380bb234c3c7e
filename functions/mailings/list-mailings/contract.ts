import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { mailingStates } from '../mailing-states.ts';
import { listedMailing } from '../mailing-view.ts';

export default http({
  route: 'GET /v1/mailings',
  summary: say('Liste les envois, du plus récent au plus ancien.', 'Lists the mailings, newest first.'),
  auth: 'user',
  rights: 'mailings:read',
  query: z.strictObject({
    ...listQuery,
    status: mailingStates.schema
      .optional()
      .meta(about('Ceux de cet état seulement.', 'Those of this state only.', 'sent')),
  }),
  returns: { 200: pageOf(listedMailing) },
  access: ['table:read'],
});
