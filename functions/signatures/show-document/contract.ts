import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /sign/{token}',
  summary: 'Montre au signataire le document à lire et à signer.',
  // A sealed document may be signed again: it stands in the archive.
  access: ['table:read', 'documents:read', 'archive:read'],
});
