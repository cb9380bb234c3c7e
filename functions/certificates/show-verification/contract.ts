import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { verificationView } from '../verification.ts';

export default page({
  route: 'GET /verify/{certificateId}',
  summary: say(
    'Dit à n’importe qui si un certificat est valable, révoqué, expiré ou inconnu.',
    'Tells anybody whether a certificate is valid, revoked, expired or unknown.',
  ),
  returns: { 200: verificationView },
  access: ['table:read'],
});
