import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'GET /v1/mailings/{mailingId}/consent-campaign',
  summary: say(
    'Montre la campagne de consentement d’un envoi : son récapitulatif et où elle en est.',
    'Shows the consent campaign of a mailing: its recap, and how far it has come.',
  ),
  auth: 'user',
  rights: 'consents:read',
  returns: { 200: campaignView },
  access: ['table:read'],
});
