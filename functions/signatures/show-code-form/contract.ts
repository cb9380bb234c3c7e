import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sign/{token}/code',
  summary: say('Demande au signataire le code reçu par SMS.', 'Asks the signer for the code received by text message.'),
  access: ['table:read'],
});
