import { webhook } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default webhook({
  route: 'POST /webhooks/stripe/{endpointId}',
  summary: say(
    'Reçoit ce que Stripe annonce d’un paiement, et fait regarder la commande.',
    'Receives what Stripe tells of a payment, and has the order looked at.',
  ),
  access: ['table:write', 'secrets:decrypt', 'send:settle-order'],
});
