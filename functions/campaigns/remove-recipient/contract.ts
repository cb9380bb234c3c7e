import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/campaigns/{campaignId}/recipients/{recipientId}',
  summary: say('Retire un destinataire.', 'Takes a recipient away.'),
  auth: 'user',
  rights: 'certificates:write',
  returns: { 204: null },
  problems: [409],
  access: ['table:write'],
});
