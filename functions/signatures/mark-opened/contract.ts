import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /sign/{token}/opened',
  summary: say(
    'Note que le signataire a le document sous les yeux.',
    'Notes that the signer has the document before their eyes.',
  ),
  body: z.object({
    pagesViewed: z.coerce.number().int().min(0).max(100_000).default(0),
    /** As the IANA names it. */
    timeZone: z
      .string()
      .regex(/^[\w+/-]{1,60}$/)
      .optional(),
  }),
  access: ['send:tell-listeners', 'table:write'],
});
