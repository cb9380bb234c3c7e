import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { words } from '../suppression-view.ts';

export default http({
  // API Gateway decodes a path before it looks for a route: an address with a slash is several segments to it.
  route: 'DELETE /v1/suppressions/{address+}',
  summary: say(
    'Permet à nouveau d’écrire à une adresse, en disant pourquoi.',
    'Allows writing to an address again, saying why.',
  ),
  description: say(
    'La suppression levée reste dans l’historique de l’adresse, avec le motif donné et son auteur. Les e-mails qu’elle retenait partent alors, dans l’ordre.',
    'The lifted suppression stays in the history of the address, with the reason given and who gave it. The emails that it held back then leave, in order.',
  ),
  auth: 'user',
  rights: 'mail:write',
  query: z.strictObject({ reason: words }),
  returns: { 204: null },
  access: ['table:write', 'send:release-mails'],
});
