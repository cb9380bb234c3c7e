import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'GET /v1/documents/{documentId}/content',
  summary: 'Mène au PDF d’un document, par un lien d’une minute.',
  auth: 'user',
  rights: 'documents:content',
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'documents:read', 'archive:read'],
});
