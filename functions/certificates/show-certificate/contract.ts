import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /certificates/{token}',
  summary: say(
    'Montre son certificat au titulaire, et le bouton qui l’active ; ouvrir la page ne change rien.',
    'Shows the holder their certificate, and the button that activates it; opening the page changes nothing.',
  ),
  access: ['table:read'],
});
