import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'GET /v1/signature-requests/{requestId}/sealed-document',
  summary: 'Mène au téléchargement : le document scellé.',
  auth: 'user',
  rights: 'signatures:read',
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'archive:read'],
});
