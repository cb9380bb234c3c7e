import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { verificationView } from '../verification.ts';

export default page({
  route: 'GET /verify/{certificateId}',
  summary: say(
    'Vérifie un certificat pour n’importe qui : cachet, badge, révocation et registre.',
    'Verifies a certificate for anybody: seal, badge, revocation and register.',
  ),
  returns: { 200: verificationView },
  access: ['table:read', 'archive:read'],
  memory: 1769,
});
