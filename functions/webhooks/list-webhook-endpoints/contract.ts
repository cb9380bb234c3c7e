import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { webhookEndpointView } from '../webhook-endpoint-view.ts';

export default http({
  route: 'GET /v1/webhook-endpoints',
  summary: say(
    'Liste les adresses appelées quand quelque chose se produit.',
    'Lists the addresses called when something happens.',
  ),
  auth: 'user',
  rights: 'webhooks:read',
  returns: {
    200: z.object({
      items: z.array(webhookEndpointView).meta(about('Tous, du plus ancien au plus récent.', 'All, oldest first.')),
    }),
  },
  access: ['table:read'],
});
