import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignTerms, campaignView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/consent-campaign',
  summary: say(
    'Prépare une campagne de consentement : qui elle solliciterait, et pourquoi pas les autres.',
    'Prepares a consent campaign: whom it would ask, and why not the others.',
  ),
  description: say(
    'Parmi l’audience figée de l’envoi. Les adresses externes, bloquées, qui ont refusé, déjà sollicitées depuis peu ou que rien n’autorise à solliciter ne le sont jamais. `GET …/consent-campaign` suit la préparation, `GET …/recipients?asking=` donne les adresses ; rien ne part avant `POST …/consent-campaign/send`. Préparée de nouveau, elle est recomptée.',
    'Among the frozen audience of the mailing. Addresses that are external, suppressed, that refused, that were asked a short time ago or without a ground are never asked. `GET …/consent-campaign` follows the preparation, `GET …/recipients?asking=` tells the addresses; nothing is sent before `POST …/consent-campaign/send`. Prepared again, it is counted again.',
  ),
  auth: 'user',
  rights: 'consents:write',
  body: campaignTerms,
  returns: { 202: campaignView },
  problems: [409],
  access: ['table:write', 'send:advance-consent-campaign'],
});
