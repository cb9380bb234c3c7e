import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /consent/{token}',
  summary: say(
    'Montre au destinataire exactement ce qui lui est demandé, et les deux boutons ; ouvrir la page ne change rien.',
    'Shows the recipient exactly what is asked, with both buttons; opening the page changes nothing.',
  ),
  access: ['table:read'],
});
