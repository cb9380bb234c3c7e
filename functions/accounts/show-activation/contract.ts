import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /activate/{token}',
  summary: 'Montre le bouton qui active un compte ; ouvrir la page ne change rien.',
  access: ['table:read'],
});
