import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /sign/{token}/signature',
  summary: say(
    'Reçoit le code et le consentement du signataire : sa signature.',
    'Receives the signer’s code and consent: their signature.',
  ),
  body: z.object({
    code: z.string().max(40).default(''),
    /** The text that was shown. Without it nothing is signed: the answer says what to send. */
    consentVersion: z.string().max(40).optional(),
  }),
  limit: { per: 'address', max: 300, window: 600 },
  access: [
    'send:tell-listeners',
    'table:write',
    'documents:lock',
    'codes:mac',
    'send:seal-document',
    'send:invite-signers',
  ],
});
