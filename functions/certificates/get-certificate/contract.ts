import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { certificateView } from '../certificate-view.ts';

export default http({
  route: 'GET /v1/certificates/{certificateId}',
  summary: say('Rend un certificat et son état.', 'Gives a certificate and its state.'),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 200: certificateView },
  access: ['table:read'],
});
