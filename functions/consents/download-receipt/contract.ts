import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /consent/{token}/receipt',
  summary: say(
    'Mène le destinataire au reçu scellé de ce qu’il a répondu.',
    'Leads the recipient to the sealed receipt of what they answered.',
  ),
  access: ['table:read', 'archive:read'],
});
