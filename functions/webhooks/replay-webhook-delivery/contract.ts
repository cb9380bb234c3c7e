import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { webhookDeliveryView } from '../webhook-delivery-view.ts';

export default http({
  route: 'POST /v1/webhook-endpoints/{webhookEndpointId}/deliveries/{deliveryId}/replay',
  summary: say('Livre à nouveau un fait, sans attendre.', 'Delivers a fact again, without waiting.'),
  description: say(
    'Qu’il ait été livré ou non, avec le même `webhook-id` ; s’il échoue, il est retenté comme la première fois.',
    'Whether it was delivered or not, with the same `webhook-id`; if it fails, it is tried again as the first time.',
  ),
  auth: 'user',
  rights: 'webhooks:write',
  returns: { 202: webhookDeliveryView },
  problems: [409],
  access: ['table:write', 'send:deliver-webhook', 'send:deliver-slow-webhook'],
});
