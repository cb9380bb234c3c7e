import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /verify/{certificateId}/badge',
  summary: say(
    'Donne un certificat en Open Badge 3.0 signé (vc+jwt), en texte.',
    'Gives a certificate as a signed Open Badge 3.0 (vc+jwt), as text.',
  ),
  access: ['table:read', 'archive:read'],
});
