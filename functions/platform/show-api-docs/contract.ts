import { page } from '../../../shared/function/contract.ts';

export default page({
  route: 'GET /docs',
  summary: 'Montre la documentation de l’API / shows the API’s documentation',
  access: [],
});
