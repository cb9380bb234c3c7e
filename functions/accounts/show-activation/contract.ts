import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /activate/{token}',
  summary: say(
    'Montre le bouton qui active un compte ; ouvrir la page ne change rien.',
    'Shows the button that activates an account; opening the page changes nothing.',
  ),
  access: ['table:read'],
});
