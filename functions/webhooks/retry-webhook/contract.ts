import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { retryWebhook } from '../commands/deliver-webhook.ts';

export default queue({
  message: retryWebhook,
  summary: say('Appelle à nouveau un point d’accès qui a échoué.', 'Calls again an endpoint that has failed.'),
  impact: 'Les webhooks qui ont échoué une fois ne sont plus retentés.',
  access: ['table:write', 'secrets:decrypt', 'send:retry-webhook', 'send:tell-listeners'],
  concurrency: 10,
  // An endpoint may take 15 seconds to answer.
  timeout: 25,
});
