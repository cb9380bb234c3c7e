import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /order/{token}',
  summary: say(
    'Montre à l’acheteur son formulaire de commande, puis sa commande : paiement, documents, billets.',
    'Shows a buyer the form of their order, then the order: payment, documents, tickets.',
  ),
  access: ['table:read', 'secrets:decrypt'],
});
