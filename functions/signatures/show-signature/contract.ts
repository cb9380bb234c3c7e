import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sign/{token}/signature',
  summary: say('Confirme au signataire qu’il a signé.', 'Confirms to signers that they have signed.'),
  access: ['table:read'],
});
