import { http } from '../../../shared/function/contract.ts';
import { requestDetail } from '../signature-request.ts';

export default http({
  route: 'GET /v1/signature-requests/{requestId}',
  summary: 'Montre une demande de signature, ses signataires et son histoire.',
  auth: 'user',
  rights: 'signatures:read',
  returns: { 200: requestDetail },
  access: ['table:read'],
});
