import * as z from 'zod';
import { HOUR } from '../../../shared/clock.ts';
import { emailAddress } from '../../../shared/fields/email-address.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { certificateView } from '../certificate-view.ts';

export default http({
  route: 'POST /v1/certificates/{certificateId}/resend',
  summary: say(
    'Renvoie au titulaire l’e-mail de son certificat, à une adresse corrigée s’il le faut.',
    'Sends the holder the email of their certificate again, to a corrected address if need be.',
  ),
  description: say(
    'Avec une autre adresse, les liens déjà envoyés n’ouvrent plus rien : qui les a reçus n’était pas le titulaire. Le badge garde l’empreinte de l’adresse d’origine ; POST …/reissue en fait un autre.',
    'With another address, the links that were sent open nothing any more: whoever received them was not the holder. The badge keeps the hash of the first address; POST …/reissue makes another.',
  ),
  auth: 'user',
  rights: 'certificates:write',
  limit: { per: 'account', max: 2_000, window: HOUR },
  body: z.strictObject({ email: emailAddress.optional() }),
  returns: { 202: certificateView },
  problems: [409],
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail', 'send:prove-certificate'],
});
