import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { campaignView } from '../campaign-view.ts';

export default http({
  route: 'GET /v1/campaigns/{campaignId}',
  summary: say('Rend une campagne et où elle en est.', 'Gives a campaign and how far it has come.'),
  auth: 'user',
  rights: 'certificates:read',
  returns: { 200: campaignView },
  access: ['table:read'],
});
