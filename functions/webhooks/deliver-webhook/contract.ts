import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { deliverWebhook } from '../commands/deliver-webhook.ts';

export default queue({
  message: deliverWebhook,
  summary: say(
    'Appelle un point d’accès pour lui dire ce qui s’est produit.',
    'Calls an endpoint to tell it what has happened.',
  ),
  impact: 'Les logiciels des comptes n’apprennent plus par webhook ce qui se produit.',
  access: [
    'table:write',
    'secrets:decrypt',
    'send:deliver-webhook',
    'send:deliver-slow-webhook',
    'send:tell-listeners',
  ],
  concurrency: 20,
});
