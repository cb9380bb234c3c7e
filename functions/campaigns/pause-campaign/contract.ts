import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/campaigns/{campaignId}/pause',
  summary: say(
    'Suspend une campagne : plus aucun certificat n’est fait.',
    'Pauses a campaign: no further certificate is made.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  returns: { 200: campaignView },
  problems: [409],
  access: ['table:write'],
});
