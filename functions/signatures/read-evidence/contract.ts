import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'GET /v1/signature-requests/{requestId}/evidence',
  summary: 'Mène au téléchargement : le dossier de preuve.',
  auth: 'user',
  rights: 'signatures:read',
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'archive:read'],
});
