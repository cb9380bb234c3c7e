import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { followSignatureMail } from '../commands/follow-signature-mail.ts';

export default queue({
  message: followSignatureMail,
  summary: say(
    'Inscrit dans l’histoire d’une demande ce que sont devenus ses e-mails.',
    'Writes into a request’s history what became of its emails.',
  ),
  impact: 'L’histoire des demandes de signature ne dit plus si les e-mails sont partis.',
  access: ['send:tell-listeners', 'table:write', 'send:assemble-evidence'],
});
