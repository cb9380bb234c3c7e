import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /sign/{token}/signature',
  summary: 'Confirme au signataire qu’il a signé.',
  access: ['table:read'],
});
