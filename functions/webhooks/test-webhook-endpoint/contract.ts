import * as z from 'zod';
import { factNames } from '../../../events/every-fact.ts';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { tryView } from '../webhook-delivery-view.ts';

export default http({
  route: 'POST /v1/webhook-endpoints/{webhookEndpointId}/test',
  summary: say(
    'Appelle un point d’accès avec un exemple, et dit ce qu’il a répondu.',
    'Calls a webhook endpoint with a sample, and tells what it answered.',
  ),
  description: say(
    'L’exemple porte `"test": true` et un identifiant à lui ; `fact` choisit lequel, à défaut le premier que l’adresse entend. Répond 200 même quand l’appel échoue (`ok: false`). L’essai n’entre pas au journal des livraisons et ne compte pas comme un échec.',
    'The sample bears `"test": true` and an id of its own; `fact` chooses which, the first that the address hears of unless given. Answers 200 even when the call fails (`ok: false`). The test is not in the delivery log and does not count as a failure.',
  ),
  auth: 'user',
  rights: 'webhooks:write',
  body: z.strictObject({
    fact: z
      .enum(factNames)
      .optional()
      .meta(about('Quel exemple.', 'Which sample.', 'signature.completed')),
  }),
  returns: {
    200: tryView.extend({
      ok: z.boolean().meta(about('Si l’appel a réussi.', 'Whether the call worked.')),
      fact: z.string().meta(about('L’exemple envoyé.', 'The sample sent.', 'signature.completed')),
    }),
  },
  limit: { per: 'account', max: 50, window: 600 },
  actsOutside: true,
  access: ['table:write', 'secrets:decrypt'],
  timeout: 25,
});
