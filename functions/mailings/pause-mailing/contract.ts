import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/pause',
  summary: say('Suspend un envoi en cours.', 'Pauses a mailing that is being sent.'),
  description: say(
    'Les quelques e-mails déjà confiés à leur transport partent encore (`claimed`) ; aucun autre n’est remis.',
    'The few emails that were handed to their transport still leave (`claimed`); no other is handed over.',
  ),
  auth: 'user',
  rights: 'mailings:write',
  returns: { 200: mailingView },
  problems: [409],
  access: ['table:write'],
});
