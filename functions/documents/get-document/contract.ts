import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { documentView } from '../document-view.ts';

export default http({
  route: 'GET /v1/documents/{documentId}',
  summary: say('Montre un document et son état.', 'Shows a document and its state.'),
  auth: 'user',
  rights: 'documents:read',
  returns: { 200: documentView },
  access: ['table:read'],
});
