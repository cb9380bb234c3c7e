import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { lineStates } from '../statements/line-states.ts';
import { lineView } from '../statements/line-view.ts';

export default http({
  route: 'GET /v1/bank-statement-lines',
  summary: say(
    'Liste les virements arrivés et ce qu’ils sont devenus.',
    'Lists the transfers that came in and what became of them.',
  ),
  auth: 'user',
  rights: 'orders:read',
  query: z.strictObject({ ...listQuery, status: lineStates.schema.optional() }),
  returns: { 200: pageOf(lineView) },
  access: ['table:read'],
});
