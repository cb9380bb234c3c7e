import { page } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default page({
  route: 'GET /media/{mediaId}',
  summary: say(
    'Rend une image de la bibliothèque, pour les pages de vente.',
    'Gives a picture of the library, for the pages of sales.',
  ),
  access: ['table:read', 'media:read'],
  memory: 1024,
});
