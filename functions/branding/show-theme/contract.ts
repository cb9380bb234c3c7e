import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /themes/{file}',
  summary: say(
    'Rend la feuille de style d’une couleur, pour les pages d’une entreprise.',
    'Gives the style sheet of a colour, for a business’s pages.',
  ),
  access: [],
});
