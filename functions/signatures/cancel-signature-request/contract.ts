import * as z from 'zod';
import { about, idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { closingWords } from '../closing-words.ts';

export default http({
  route: 'POST /v1/signature-requests/{requestId}/cancel',
  summary: say('Annule une demande de signature.', 'Cancels a signature request.'),
  description: say(
    'Tant que tous n’ont pas signé. Les invitations qui ne sont pas parties sont retirées ; qui a pu en recevoir une apprend par e-mail que la demande est annulée, avec le motif donné. Les liens ne montrent plus le document.',
    'As long as not everybody has signed. Invitations that have not left are withdrawn; whoever may have received one is told by email that the request is cancelled, with the reason given. The links no longer show the document.',
  ),
  auth: 'user',
  rights: 'signatures:write',
  body: z.strictObject({ reason: closingWords.optional() }),
  returns: { 200: z.object({ id: idOf('sig'), status: z.literal('cancelled').meta(about('Annulée.', 'Cancelled.')) }) },
  problems: [409],
  access: ['send:tell-listeners', 'table:write', 'send:deliver-mail'],
});
