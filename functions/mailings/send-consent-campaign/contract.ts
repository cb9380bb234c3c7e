import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/mailings/{mailingId}/consent-campaign/send',
  summary: say(
    'Envoie une campagne de consentement prête : chacun est sollicité une fois.',
    'Sends a consent campaign that is ready: everybody is asked once.',
  ),
  description: say(
    'Chaque adresse est relue juste avant sa demande, qui est celle de `POST /v1/consents/{email}/request` : un e-mail sans offre ni image suivie, et une page où lui seul répond.',
    'Each address is read again just before its request, which is that of `POST /v1/consents/{email}/request`: an email without any offer or tracked image, and a page where nobody else answers.',
  ),
  auth: 'user',
  rights: 'consents:write',
  returns: { 202: campaignView },
  problems: [409],
  access: ['table:write', 'send:advance-consent-campaign'],
});
