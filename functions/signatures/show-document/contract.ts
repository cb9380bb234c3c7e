import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /sign/{token}',
  summary: 'Montre au signataire le document à lire et à signer.',
  access: ['table:read', 'documents:read'],
});
