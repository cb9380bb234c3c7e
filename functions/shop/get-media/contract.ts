import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { mediaView } from '../media-view.ts';

export default http({
  route: 'GET /v1/media/{mediaId}',
  summary: say('Montre une image de la bibliothèque.', 'Shows a picture of the library.'),
  auth: 'user',
  rights: 'shop:read',
  returns: { 200: mediaView },
  access: ['table:read'],
});
