import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /unsubscribe/{token}',
  summary: say(
    'Propose à qui a reçu un envoi de n’en plus recevoir ; ouvrir la page ne change rien.',
    'Offers whoever received a mailing to receive no more; opening the page changes nothing.',
  ),
  access: ['table:read'],
});
