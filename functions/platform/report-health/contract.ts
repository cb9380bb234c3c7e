import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'GET /health',
  auth: 'none',
  summary: 'Dit que l’API répond / says that the API answers',
  returns: { 200: z.object({ status: z.literal('ok') }) },
  access: [],
});
