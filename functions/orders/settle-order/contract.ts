import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { settleOrder } from '../commands/settle-order.ts';

export default queue({
  message: settleOrder,
  summary: say(
    'Mène une commande là où son paiement en est : confirmée, expirée, à rembourser.',
    'Takes an order to where its payment has got to: confirmed, expired, to be refunded.',
  ),
  impact: 'Des commandes payées restent sans confirmation, et des places retenues pour personne.',
  access: [
    'table:write',
    'secrets:encrypt',
    'secrets:decrypt',
    'send:deliver-mail',
    'send:tell-listeners',
    'send:follow-order',
  ],
  timeout: 30,
});
