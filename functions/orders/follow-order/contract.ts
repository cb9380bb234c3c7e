import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { followOrder } from '../commands/follow-order.ts';

export default queue({
  message: followOrder,
  summary: say(
    'Fait ce qui suit une commande confirmée : le webhook de l’action, la liste que l’acheteur a choisie.',
    'Does what follows a confirmed order: the action’s webhook, the list that the buyer chose.',
  ),
  impact: 'Les logiciels des vendeurs ignorent des ventes ; des acheteurs manquent à leurs listes.',
  access: ['table:write'],
  timeout: 30,
});
