import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'POST /activate/{token}',
  summary: 'Active un compte par le lien de son email ; la première clé d’API est montrée une seule fois.',
  returns: { 200: z.object({ accountId: z.string(), apiKey: z.string() }) },
  access: ['table:write'],
});
