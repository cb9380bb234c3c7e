import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/documents/{documentId}/content',
  summary: say(
    'Mène au PDF d’un document, par un lien d’une minute.',
    'Leads to a document’s PDF, by a link that lasts a minute.',
  ),
  auth: 'user',
  rights: 'documents:content',
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'documents:read', 'archive:read'],
});
