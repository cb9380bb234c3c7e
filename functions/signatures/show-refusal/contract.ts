import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sign/{token}/refusal',
  summary: say(
    'Demande au signataire s’il refuse de signer, ou lui confirme qu’il a refusé.',
    'Asks signers whether they decline to sign, or confirms that they did.',
  ),
  access: ['table:read'],
});
