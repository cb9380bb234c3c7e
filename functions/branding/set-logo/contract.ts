import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { packed, say } from '../../../shared/text.ts';
import { brandView } from '../brand-view.ts';

export default http({
  route: 'PUT /v1/account/brand/logo',
  summary: say(
    'Donne au compte un logo : PNG ou JPEG, 200 Ko au plus.',
    'Gives the account a logo: PNG or JPEG, at most 200 KB.',
  ),
  description: say(
    'Un seul appel : `printf \'{"image":"%s"}\' "$(base64 < logo.png | tr -d \'\\n\')" | curl -X PUT … -H \'Content-Type: application/json\' -d @-`. Il est montré en tête des pages, et voyage dans les e-mails. Ni SVG, ni GIF : de 16 à 2000 pixels de côté, sur fond clair ou transparent.',
    'One call: `printf \'{"image":"%s"}\' "$(base64 < logo.png | tr -d \'\\n\')" | curl -X PUT … -H \'Content-Type: application/json\' -d @-`. It is shown at the head of pages, and travels in emails. Neither SVG nor GIF: sides of 16 to 2000 pixels, on a light or transparent ground.',
  ),
  auth: 'user',
  rights: 'account:write',
  body: z.strictObject({
    /** The file, in base64. */
    image: z
      .base64({
        error: packed('Donnez le fichier du logo en base64.', 'Give the logo’s file in base64.'),
      })
      .meta(about('L’image, PNG ou JPEG, en base 64.', 'The image, PNG or JPEG, in base 64.')),
  }),
  returns: { 200: brandView },
  access: ['table:write', 'documents:write'],
});
