import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { webhookEndpointWithSecret } from '../webhook-endpoint-view.ts';

export default http({
  route: 'POST /v1/webhook-endpoints/{webhookEndpointId}/rotate-secret',
  summary: say(
    'Donne un nouveau secret à un point d’accès, montré une seule fois.',
    'Gives a webhook endpoint a new secret, shown only once.',
  ),
  description: say(
    'L’ancien signe encore 24 heures à côté du nouveau : chaque appel porte alors deux signatures. Recommencer avant la fin met fin au plus ancien aussitôt.',
    'The old one still signs for 24 hours beside the new one: each call then bears two signatures. Doing it again before that ends the oldest at once.',
  ),
  auth: 'user',
  rights: 'webhooks:write',
  returns: { 200: webhookEndpointWithSecret },
  answersSecret: true,
  access: ['table:write', 'secrets:encrypt'],
});
