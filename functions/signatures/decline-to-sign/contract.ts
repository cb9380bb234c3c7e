import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { closingWords } from '../closing-words.ts';

export default page({
  route: 'POST /sign/{token}/refusal',
  summary: say(
    'Reçoit le refus de signer d’un signataire, et pourquoi : la demande est close.',
    'Receives that a signer declines to sign, and why: the request is closed.',
  ),
  body: z.object({ reason: closingWords.default('') }),
  limit: { per: 'address', max: 300, window: 600 },
  access: ['send:tell-listeners', 'table:write', 'send:deliver-mail'],
});
