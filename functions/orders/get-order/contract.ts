import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { orderActs } from '../order-acts.ts';
import { orderView } from '../order-view.ts';

export default http({
  route: 'GET /v1/orders/{orderId}',
  summary: say('Donne une commande et tout ce qui lui est arrivé.', 'Gives an order and all that happened to it.'),
  auth: 'user',
  rights: 'orders:read',
  returns: {
    200: orderView.extend({
      history: z
        .array(orderActs.view)
        .meta(about('Ce qui lui est arrivé, dans l’ordre.', 'What happened to it, in order.')),
    }),
  },
  access: ['table:read'],
});
