import { upload } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default upload({
  summary: say('Reçoit un tableau annoncé pour une campagne.', 'Receives a spreadsheet announced for a campaign.'),
  bucket: 'imports',
  suffix: '.table',
  access: ['table:write', 'imports:read', 'send:import-campaign'],
});
