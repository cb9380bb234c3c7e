import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mailingView } from '../mailing-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/cancel',
  summary: say('Annule un envoi : plus aucun e-mail n’en part.', 'Cancels a mailing: no further email of it leaves.'),
  description: say(
    'Ce qui est déjà parti le reste ; les adresses encore prévues le restent dans `results`.',
    'What has left stays sent; addresses that were still planned stay so in `results`.',
  ),
  auth: 'user',
  rights: 'mailings:write',
  returns: { 200: mailingView },
  problems: [409],
  access: ['table:write', 'send:tell-listeners'],
});
