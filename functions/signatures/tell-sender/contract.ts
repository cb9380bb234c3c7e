import { listener } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { endingFacts } from '../../accounts/notices.ts';

export default listener('tell-sender', {
  hears: endingFacts,
  summary: say(
    'Écrit à qui l’a envoyée comment finit sa demande de signature.',
    'Writes to whoever sent it how their signature request ends.',
  ),
  impact: 'Les expéditeurs ne sont plus prévenus par e-mail de la fin de leurs demandes de signature.',
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
