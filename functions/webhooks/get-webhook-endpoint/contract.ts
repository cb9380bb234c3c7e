import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { webhookEndpointView } from '../webhook-endpoint-view.ts';

export default http({
  route: 'GET /v1/webhook-endpoints/{webhookEndpointId}',
  summary: say('Montre un point d’accès, sans ses secrets.', 'Shows a webhook endpoint, without its secrets.'),
  auth: 'user',
  rights: 'webhooks:read',
  returns: { 200: webhookEndpointView },
  access: ['table:read'],
});
