import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /order/{token}/withdrawal',
  summary: say('Montre la déclaration de rétractation à remplir.', 'Shows the declaration of withdrawal to fill in.'),
  access: ['table:read'],
});
