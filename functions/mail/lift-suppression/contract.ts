import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { words } from '../suppression-view.ts';

export default http({
  // API Gateway decodes a path before it looks for a route: an address with a slash is several segments to it.
  route: 'DELETE /v1/suppressions/{address+}',
  summary: 'Permet à nouveau d’écrire à une adresse, en disant pourquoi.',
  description: 'La suppression levée reste dans l’historique de l’adresse, avec le motif donné et son auteur.',
  auth: 'user',
  rights: 'mail:write',
  query: z.strictObject({ reason: words }),
  returns: { 204: null },
  access: ['table:write'],
});
