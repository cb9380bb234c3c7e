import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /sealed/{token}',
  summary: 'Mène le signataire à son exemplaire scellé, depuis l’email de confirmation.',
  access: ['table:read', 'archive:read'],
});
