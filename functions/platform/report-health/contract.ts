import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /health',
  auth: 'none',
  summary: say('Dit que l’API répond.', 'Tells that the API answers.'),
  returns: { 200: z.object({ status: z.literal('ok').meta(about('Tout va.', 'All is well.')) }) },
  access: [],
});
