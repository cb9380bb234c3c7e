import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'GET /v1/mailings/{mailingId}',
  summary: say(
    'Montre un envoi : son récapitulatif et le sort de ses adresses.',
    'Shows a mailing: its recap, and what became of its addresses.',
  ),
  auth: 'user',
  rights: 'mailings:read',
  returns: { 200: mailingView },
  access: ['table:read'],
});
