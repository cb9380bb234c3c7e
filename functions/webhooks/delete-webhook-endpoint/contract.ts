import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/webhook-endpoints/{webhookEndpointId}',
  summary: say('Supprime un point d’accès et ses secrets.', 'Deletes a webhook endpoint and its secrets.'),
  description: say('Ce qui n’était pas encore livré ne le sera plus.', 'What was not yet delivered no longer will be.'),
  auth: 'user',
  rights: 'webhooks:write',
  returns: { 204: null },
  access: ['table:write'],
});
