import { webhookFacts } from '../../../events/webhook.ts';
import { listener } from '../../../shared/function/contract.ts';
import { namesOf } from '../../../shared/function/fact.ts';
import { say } from '../../../shared/text.ts';

export default listener('tell-owner', {
  hears: namesOf(webhookFacts),
  summary: say(
    'Écrit à qui a ouvert le compte que son logiciel n’est plus prévenu.',
    'Writes to whoever opened the account that their software is no longer told.',
  ),
  impact: 'Les comptes ne sont plus prévenus qu’un point d’accès est désactivé ; l’API le montre encore.',
  access: ['table:write', 'send:deliver-mail'],
});
