import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/signature-requests/{requestId}/evidence',
  summary: say('Mène au téléchargement : le dossier de preuve.', 'Leads to the download of the evidence.'),
  auth: 'user',
  rights: 'signatures:read',
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'archive:read'],
});
