import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { orderView } from '../order-view.ts';

export default http({
  route: 'POST /v1/orders/{orderId}/mark-paid',
  summary: say(
    'Dit qu’une commande est payée : elle est confirmée et servie.',
    'Says that an order is paid: it is confirmed and carried out.',
  ),
  description: say(
    'Pour un virement que vous avez vu arriver, ou une commande à rembourser que vous acceptez de servir quand même (il faut qu’il en reste).',
    'For a transfer that you saw come in, or an order to be refunded that you accept to carry out all the same (some must be left).',
  ),
  auth: 'user',
  rights: 'orders:write',
  returns: { 200: orderView },
  problems: [409],
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail', 'send:tell-listeners', 'send:follow-order'],
});
