import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /sign/{token}/code',
  summary: say(
    'Envoie au signataire, par SMS, le code qui vaudra sa signature.',
    'Sends the signer, by text message, the code that will stand for their signature.',
  ),
  query: z.object({
    /** How many codes the page knew of: a second click on the same button asks for nothing new. */
    after: z.coerce.number().int().min(0).optional(),
  }),
  access: ['send:tell-listeners', 'table:write', 'codes:mac', 'sms:send'],
});
