import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { orderView } from '../order-view.ts';

export default http({
  route: 'POST /v1/orders/{orderId}/refund',
  summary: say('Rembourse une commande, en tout ou en partie.', 'Refunds an order, all of it or a part.'),
  description: say(
    'Une commande payée par carte est remboursée par Stripe. Pour un virement, vous rendez l’argent vous-même et le dites ici. Un remboursement partiel ne retire rien à l’acheteur ; celui du reste ferme l’accès et rend la place.',
    'An order paid by card is refunded by Stripe. Of a transfer, you give the money back yourself and say so here. A partial refund takes nothing from the buyer; that of the rest ends access and frees the place.',
  ),
  auth: 'user',
  rights: 'orders:write',
  body: z.strictObject({
    amount: z
      .int()
      .min(1)
      .optional()
      .meta(
        about(
          'Combien, en centimes ; tout ce qui reste sinon.',
          'How much, in cents; all that is left otherwise.',
          990,
        ),
      ),
  }),
  returns: { 200: orderView },
  problems: [409],
  actsOutside: true,
  access: ['table:write', 'secrets:decrypt', 'send:tell-listeners'],
  timeout: 29,
});
