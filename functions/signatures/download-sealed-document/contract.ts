import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sealed/{token}',
  summary: say(
    'Mène le signataire à son exemplaire scellé, depuis l’e-mail de confirmation.',
    'Leads signers to their own sealed copy, from the confirmation email.',
  ),
  access: ['table:read', 'archive:read'],
});
