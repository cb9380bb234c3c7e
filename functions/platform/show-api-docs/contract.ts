import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /docs',
  summary: say('Montre la documentation de l’API.', 'Shows the API’s documentation.'),
  doors: ['programs'],
  access: [],
});
