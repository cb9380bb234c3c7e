import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, madeQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { documentView } from '../document-view.ts';

export default http({
  route: 'GET /v1/contacts/{contactId}/documents',
  summary: say(
    'Liste les documents du dossier d’un contact, du plus récent au plus ancien.',
    'Lists the documents in a contact’s folder, newest first.',
  ),
  auth: 'user',
  rights: 'documents:read',
  query: z.strictObject({ ...madeQuery, ...listQuery }),
  returns: { 200: pageOf(documentView) },
  access: ['table:read'],
});
