import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/certificates/{certificateId}/evidence',
  summary: say(
    'Mène au téléchargement : le dossier de preuve d’un certificat (ZIP).',
    'Leads to the download of the evidence of a certificate (ZIP).',
  ),
  description: say(
    'Il tient sans nous : `npm run verify-proof` le vérifie. Il dit tout ce qui est arrivé au certificat.',
    'It stands without us: `npm run verify-proof` verifies it. It tells all that has happened to the certificate.',
  ),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'archive:read'],
});
