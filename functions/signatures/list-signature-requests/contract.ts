import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { reference } from '../../../shared/fields/caller-words.ts';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, madeQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { requestStates } from '../request-states.ts';
import { requestListed } from '../signature-request.ts';

export default http({
  route: 'GET /v1/signature-requests',
  summary: say(
    'Liste les demandes de signature, de la plus récente à la plus ancienne.',
    'Lists the signature requests, newest first.',
  ),
  description: say(
    '`failed` : plus aucun de ceux qui doivent encore signer n’est joignable par e-mail. `unreachableSigners` compte ceux que leur invitation n’a pas atteints.',
    '`failed`: none of those who have yet to sign can be reached by email. `unreachableSigners` counts those whom their invitation did not reach.',
  ),
  auth: 'user',
  rights: 'signatures:read',
  query: z.strictObject({
    status: requestStates.schema.optional(),
    contactId: z.string().max(60).optional().meta(about('Du dossier de ce contact.', 'In this contact’s folder.')),
    documentId: z.string().max(60).optional().meta(about('Pour ce document.', 'For this document.')),
    reference: reference.optional(),
    ...madeQuery,
    ...listQuery,
  }),
  returns: { 200: pageOf(requestListed) },
  access: ['table:read'],
});
