import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /certificates/{token}',
  summary: say('Le titulaire active son certificat.', 'The holder activates their certificate.'),
  access: ['table:write', 'send:prove-certificate', 'send:tell-listeners'],
});
