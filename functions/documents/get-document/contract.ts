import { http } from '../../../shared/function/contract.ts';
import { documentView } from '../document-view.ts';

export default http({
  route: 'GET /v1/documents/{documentId}',
  summary: 'Montre un document et son état.',
  auth: 'user',
  rights: 'documents:read',
  returns: { 200: documentView },
  access: ['table:read'],
});
