import * as z from 'zod';
import { idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { lineView } from '../statements/line-view.ts';

export default http({
  route: 'POST /v1/bank-statement-lines/{lineId}/assign',
  summary: say('Attribue un virement à une commande.', 'Assigns a transfer to an order.'),
  auth: 'user',
  rights: 'orders:write',
  body: z.strictObject({ orderId: idOf('ord', 'La commande qu’il paie.', 'The order that it pays.') }),
  returns: { 200: lineView },
  problems: [404, 409],
  actsOutside: true,
  access: [
    'table:write',
    'secrets:encrypt',
    'secrets:decrypt',
    'send:deliver-mail',
    'send:tell-listeners',
    'send:follow-order',
  ],
});
