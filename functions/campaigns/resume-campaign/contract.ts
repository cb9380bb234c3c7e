import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'POST /v1/campaigns/{campaignId}/resume',
  summary: say('Reprend une campagne suspendue.', 'Resumes a paused campaign.'),
  auth: 'user',
  rights: 'certificates:write',
  returns: { 202: campaignView },
  problems: [409],
  access: ['table:write', 'send:issue-campaign'],
});
