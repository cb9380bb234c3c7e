import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /sign/{token}/code',
  summary: 'Demande au signataire le code reçu par SMS.',
  access: ['table:read'],
});
