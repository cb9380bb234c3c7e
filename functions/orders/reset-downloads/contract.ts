import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { orderView } from '../order-view.ts';

export default http({
  route: 'POST /v1/orders/{orderId}/reset-downloads',
  summary: say(
    'Rouvre les téléchargements d’une commande : leur compte et leur temps repartent.',
    'Opens the downloads of an order again: their count and time begin anew.',
  ),
  auth: 'user',
  rights: 'orders:write',
  returns: { 200: orderView },
  problems: [409],
  access: ['table:write'],
});
