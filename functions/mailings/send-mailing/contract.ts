import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/send',
  summary: say(
    'Envoie un envoi prêt, ou programmé, dès maintenant.',
    'Sends a mailing that is ready, or scheduled, at once.',
  ),
  description: say(
    'Le consentement et les exclusions sont relus juste avant chaque e-mail.',
    'Consents and suppressions are read again just before each email.',
  ),
  auth: 'user',
  rights: 'mailings:write',
  returns: { 202: mailingView },
  problems: [409],
  access: ['table:write', 'send:hand-over-mailing', 'send:tell-listeners'],
});
