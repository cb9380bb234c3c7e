import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { tellListeners } from '../commands/tell-listeners.ts';

export default queue({
  message: tellListeners,
  summary: say('Dit à qui l’écoute ce qui s’est produit.', 'Tells listeners what has happened.'),
  impact: 'Webhooks, listes et espaces n’apprennent plus ce qui se produit.',
  access: ['table:write', 'send:listeners'],
});
