import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /issuers/{accountId}/status-lists/{listNumber}',
  summary: say(
    'Donne aux vérificateurs la liste des badges révoqués d’un compte (Bitstring Status List, signée).',
    'Gives verifiers the list of the revoked badges of an account (Bitstring Status List, signed).',
  ),
  access: ['table:write', 'badges:sign'],
});
