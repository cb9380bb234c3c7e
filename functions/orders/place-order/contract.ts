import * as z from 'zod';
import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'POST /order/{token}',
  summary: say(
    'L’acheteur commande : le formulaire est vérifié, la commande faite, puis vient la page de paiement.',
    'The buyer orders: the form is checked, the order made, then comes the payment page.',
  ),
  /** The fields that a sale asks for are its own: the form is read by them. */
  body: z.record(z.string().max(60), z.string().max(5000)),
  limit: { per: 'address', max: 60, window: 600 },
  access: [
    'table:write',
    'secrets:encrypt',
    'secrets:decrypt',
    'send:deliver-mail',
    'send:tell-listeners',
    'send:follow-order',
  ],
  timeout: 29,
});
