import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /consent/{token}',
  summary: say(
    'Reçoit la réponse du destinataire. Si les deux boutons sont pressés, le refus l’emporte.',
    'Receives the recipient’s answer. When both buttons are pressed, the refusal wins.',
  ),
  body: z.object({
    /** SHA-256 of the words that the page showed. */
    wording: z.string().max(64).optional(),
    accept: z.string().max(10).optional(),
    refuse: z.string().max(10).optional(),
  }),
  access: ['table:write', 'send:seal-consent', 'send:tell-listeners'],
});
