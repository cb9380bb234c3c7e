import { DOORS, page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /robots.txt',
  summary: say(
    'Dit aux moteurs de recherche ce qui se montre à tous : les pages de vente, l’accueil et la documentation.',
    'Tells search engines what is for everybody: pages that sell, the home page and the documentation.',
  ),
  doors: DOORS,
  access: [],
});
