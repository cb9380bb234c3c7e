import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { deliverSlowWebhook } from '../commands/deliver-webhook.ts';

export default queue({
  message: deliverSlowWebhook,
  summary: say('Appelle un point d’accès lent à répondre.', 'Calls an endpoint that is slow to answer.'),
  impact: 'Les serveurs lents à répondre n’apprennent plus par webhook ce qui se produit.',
  access: [
    'table:write',
    'secrets:decrypt',
    'send:deliver-slow-webhook',
    'send:deliver-webhook',
    'send:tell-listeners',
  ],
  // An endpoint may take 15 seconds to answer.
  timeout: 25,
});
