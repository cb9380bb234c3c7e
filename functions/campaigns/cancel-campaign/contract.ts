import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/campaigns/{campaignId}/cancel',
  summary: say(
    'Annule ce qui reste d’une campagne ; les certificats délivrés restent.',
    'Cancels what is left of a campaign; issued certificates stay.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  returns: { 200: campaignView },
  problems: [409],
  access: ['table:write'],
});
