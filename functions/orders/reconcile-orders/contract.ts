import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { reconcileOrders } from '../commands/reconcile-orders.ts';

export default queue({
  message: reconcileOrders,
  summary: say(
    'Compare, chaque jour, les commandes avec Stripe et les relevés, et avertit le vendeur de ce qui diffère.',
    'Compares, each day, orders with Stripe and statements, and tells the seller what differs.',
  ),
  impact: 'Des paiements sans commande, ou des sommes à rendre, restent inaperçus.',
  access: [
    'table:write',
    'secrets:encrypt',
    'secrets:decrypt',
    'send:deliver-mail',
    'send:settle-order',
    'send:reconcile-orders',
  ],
  batch: 1,
  memory: 1024,
  timeout: 90,
});
