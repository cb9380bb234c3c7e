import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { orderView } from '../order-view.ts';

export default http({
  route: 'POST /v1/orders/{orderId}/resend-confirmation',
  summary: say(
    'Renvoie à l’acheteur sa confirmation, avec un nouveau lien.',
    'Sends the buyer the confirmation again, with a new link.',
  ),
  auth: 'user',
  rights: 'orders:write',
  returns: { 202: orderView },
  problems: [409],
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
