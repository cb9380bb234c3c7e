import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /activate/{token}',
  summary: say(
    'Active un compte par le lien de son e-mail ; la première clé d’API est montrée une seule fois.',
    'Activates an account by the link of its email; the first API key is shown only once.',
  ),
  returns: { 200: z.object({ accountId: z.string(), apiKey: z.string() }) },
  access: ['table:write'],
});
