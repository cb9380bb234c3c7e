import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'GET /v1/certificates/{certificateId}/file',
  summary: say('Mène au certificat scellé (PDF).', 'Leads to the sealed certificate (PDF).'),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 303: null },
  problems: [409],
  access: ['table:read', 'archive:read'],
});
