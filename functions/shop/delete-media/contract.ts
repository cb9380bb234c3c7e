import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/media/{mediaId}',
  summary: say(
    'Retire une image de la bibliothèque et rend sa place.',
    'Takes a picture out of the library and gives its storage back.',
  ),
  description: say('Les pages qui la montraient n’en montrent plus.', 'Pages that showed it show none any more.'),
  auth: 'user',
  rights: 'shop:write',
  returns: { 204: null },
  access: ['table:write'],
});
