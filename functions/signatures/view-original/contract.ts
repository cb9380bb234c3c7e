import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /sign/{token}/document',
  summary: 'Mène le signataire au PDF exact qu’il va signer.',
  access: ['table:read', 'documents:read', 'archive:read'],
});
