import { followSignatureMail } from '../../../events/follow-signature-mail.ts';
import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default queue({
  message: followSignatureMail,
  summary: say(
    'Inscrit dans l’histoire d’une demande ce que sont devenus ses emails.',
    'Writes into a request’s history what became of its emails.',
  ),
  impact: 'L’histoire des demandes de signature ne dit plus si les emails sont partis.',
  access: ['send:tell-listeners', 'table:write', 'send:assemble-evidence'],
});
