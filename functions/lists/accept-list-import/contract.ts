import { upload } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default upload({
  summary: say('Reçoit un tableau annoncé pour une liste.', 'Receives a spreadsheet announced for a list.'),
  bucket: 'tables',
  access: ['table:write', 'tables:read', 'send:import-list', 'send:tell-listeners'],
});
