import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sign/{token}/sealed-document',
  summary: say(
    'Mène qui vient de signer à son exemplaire scellé, dès qu’il existe.',
    'Leads whoever has just signed to their own sealed copy, as soon as it exists.',
  ),
  access: ['table:read', 'archive:read'],
});
