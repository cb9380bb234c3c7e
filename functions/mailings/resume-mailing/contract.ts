import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/resume',
  summary: say('Reprend un envoi suspendu, là où il en était.', 'Resumes a paused mailing, where it was.'),
  auth: 'user',
  rights: 'mailings:write',
  returns: { 200: mailingView },
  problems: [409],
  access: ['table:write', 'send:hand-over-mailing'],
});
