import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, madeQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { deliveryStates } from '../delivery-states.ts';
import { webhookDeliveryView } from '../webhook-delivery-view.ts';

export default http({
  route: 'GET /v1/webhook-endpoints/{webhookEndpointId}/deliveries',
  summary: say(
    'Le journal d’un point d’accès : chaque fait, chaque essai, le prochain.',
    'The log of a webhook endpoint: each fact, each try, the next one.',
  ),
  description: say(
    'Du fait le plus récent au plus ancien. `advice` dit que faire d’un échec ; `answer` est le début de ce que votre serveur a répondu.',
    'From the latest fact to the oldest. `advice` says what to do about a failure; `answer` is the beginning of what your server answered.',
  ),
  auth: 'user',
  rights: 'webhooks:read',
  query: z.strictObject({ ...madeQuery, ...listQuery, status: deliveryStates.schema.optional() }),
  returns: { 200: pageOf(webhookDeliveryView) },
  access: ['table:read'],
});
