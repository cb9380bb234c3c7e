import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { webhookEndpointChange, webhookEndpointView } from '../webhook-endpoint-view.ts';

export default http({
  route: 'PATCH /v1/webhook-endpoints/{webhookEndpointId}',
  summary: say('Modifie un point d’accès.', 'Changes a webhook endpoint.'),
  description: say(
    'Un champ absent reste tel quel. `enabled: false` cesse de l’appeler, `true` reprend ; ce qui a échoué entre-temps se rejoue livraison par livraison.',
    'An absent field stays as it is. `enabled: false` stops calling it, `true` starts again; what failed meanwhile is replayed delivery by delivery.',
  ),
  auth: 'user',
  rights: 'webhooks:write',
  body: webhookEndpointChange,
  returns: { 200: webhookEndpointView },
  access: ['table:write'],
});
