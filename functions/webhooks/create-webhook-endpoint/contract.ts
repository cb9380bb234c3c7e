import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { webhookEndpointInput, webhookEndpointWithSecret } from '../webhook-endpoint-view.ts';

export default http({
  route: 'POST /v1/webhook-endpoints',
  summary: say(
    'Ajoute une adresse à appeler quand quelque chose se produit.',
    'Adds an address to call when something happens.',
  ),
  description: say(
    'Chaque fait choisi (`facts`, ou `["*"]` pour tous) est envoyé par POST à `url`, en https. Les appels sont signés selon Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`) avec `secret`, qui n’est montré qu’ici : vérifiez-les avec une bibliothèque de standardwebhooks.com. Répondez 2xx en moins de 15 secondes ; sinon l’appel est retenté après 5 s, 5 min, 30 min, 2 h, 5 h, 10 h et 10 h, ou plus tard si `Retry-After` le demande (10 h au plus). Un même fait peut venir deux fois, et pas dans l’ordre : `webhook-id` le reconnaît. Répondre 410 désactive l’adresse, comme trois jours d’échecs sans un succès ; un e-mail vous le dit alors.',
    'Each fact chosen (`facts`, or `["*"]` for all) is sent by POST to `url`, over https. Calls are signed after Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`) with `secret`, which is shown only here: verify them with a library of standardwebhooks.com. Answer 2xx within 15 seconds; otherwise the call is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, or later where `Retry-After` asks for it (10 h at most). The same fact may come twice, and out of order: `webhook-id` tells it. Answering 410 disables the address, as do three days of failures without one success; an email then tells you.',
  ),
  auth: 'user',
  rights: 'webhooks:write',
  body: webhookEndpointInput,
  returns: { 201: webhookEndpointWithSecret },
  answersSecret: true,
  problems: [409],
  access: ['table:write', 'secrets:encrypt'],
});
