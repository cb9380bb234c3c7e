import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /consent/{token}/answer',
  summary: say(
    'Confirme au destinataire ce qu’il a répondu, et comment changer d’avis.',
    'Confirms to the recipient what they answered, and how to change their mind.',
  ),
  access: ['table:read'],
});
