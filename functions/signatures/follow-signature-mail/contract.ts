import { followSignatureMail } from '../../../events/follow-signature-mail.ts';
import { queue } from '../../../shared/function/contract.ts';

export default queue({
  message: followSignatureMail,
  summary: 'Inscrit dans l’histoire d’une demande ce que sont devenus ses emails.',
  impact: 'L’histoire des demandes de signature ne dit plus si les emails sont partis.',
  access: ['table:write', 'send:assemble-evidence'],
});
