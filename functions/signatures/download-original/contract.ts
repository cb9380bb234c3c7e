import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /sign/{token}/document',
  summary: say(
    'Mène le signataire au PDF exact qu’il va signer.',
    'Leads the signer to the exact PDF that they are about to sign.',
  ),
  access: ['table:read', 'documents:read', 'archive:read'],
});
