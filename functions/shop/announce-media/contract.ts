import { HOUR } from '../../../shared/clock.ts';
import { idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { announcedFile, imageInput } from '../media-view.ts';

export default http({
  route: 'POST /v1/media',
  summary: say(
    'Annonce une image de la bibliothèque et donne le lien par lequel l’envoyer.',
    'Announces a picture of the library and gives the link to send it by.',
  ),
  description: say(
    'PNG ou JPEG, 4 Mo au plus. Envoyez-la ensuite à `upload.url`, avec `upload.method` et `upload.headers`, dans le quart d’heure ; elle est vérifiée à son arrivée et compte dans la place du compte.',
    'PNG or JPEG, at most 4 MB. Then send it to `upload.url`, with `upload.method` and `upload.headers`, within a quarter of an hour; it is checked as it arrives and counts in the account’s storage.',
  ),
  auth: 'user',
  rights: 'shop:write',
  limit: { per: 'account', max: 1000, window: HOUR },
  body: imageInput,
  returns: { 201: announcedFile('image/jpeg').extend({ id: idOf('med') }) },
  problems: [409],
  access: ['table:write', 'media:write'],
});
