import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { withdrawalForm } from '../withdrawal-form.ts';

export default page({
  route: 'POST /order/{token}/withdrawal',
  summary: say(
    'Montre la déclaration de rétractation à relire avant de la confirmer : rien n’est encore déclaré.',
    'Shows the declaration of withdrawal to be read again before it is confirmed: nothing is declared yet.',
  ),
  body: withdrawalForm,
  access: ['table:read'],
});
