import * as z from 'zod';
import { about } from '../../../shared/fields/about.ts';
import { line } from '../../../shared/fields/text-line.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { certificateView } from '../certificate-view.ts';

export default http({
  route: 'POST /v1/certificates/{certificateId}/revoke',
  summary: say('Révoque un certificat, avec son motif.', 'Revokes a certificate, with the reason.'),
  description: say(
    'Sa page de vérification le dit aussitôt, avec le motif : il se lit publiquement. Un certificat révoqué ne redevient jamais valable ; délivrez-le de nouveau par POST …/reissue.',
    'Its verification page says so at once, with the reason, which is public. A revoked certificate never becomes valid again; issue it again with POST …/reissue.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  body: z.strictObject({
    reason: line(300).meta(
      about('Pourquoi ; tout le monde le lira.', 'Why; everybody will read it.', 'Délivré par erreur'),
    ),
  }),
  returns: { 200: certificateView },
  problems: [409],
  access: ['table:write', 'send:prove-certificate', 'send:tell-listeners'],
});
