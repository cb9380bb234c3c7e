import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /health',
  auth: 'none',
  summary: say('Dit que l’API répond.', 'Tells that the API answers.'),
  returns: { 200: z.object({ status: z.literal('ok') }) },
  access: [],
});
