import { queue } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { followConsentMail } from '../commands/follow-consent-mail.ts';

export default queue({
  message: followConsentMail,
  summary: say(
    'Inscrit dans l’histoire d’un consentement ce que sont devenus ses e-mails.',
    'Writes into a consent’s history what became of its emails.',
  ),
  impact: 'L’histoire des consentements ne dit plus si les demandes sont arrivées.',
  access: ['table:write'],
});
