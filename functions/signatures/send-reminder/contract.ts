import * as z from 'zod';
import { about, idOf } from '../../../shared/fields/about.ts';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'POST /v1/signature-requests/{requestId}/remind',
  summary: say('Rappelle aux signataires qu’on attend leur signature.', 'Reminds the signers who have not signed.'),
  description: say(
    'Un e-mail part à chaque signataire invité qui n’a pas signé, avec un nouveau lien ; le premier reste valable. Au plus un rappel par heure : avant, 429 et `Retry-After`. S’il n’y a personne à qui rappeler, 409.',
    'An email leaves to each invited signer who has not signed, with a new link; the first stays valid. At most one reminder an hour: before that, 429 and `Retry-After`. When there is nobody to remind, 409.',
  ),
  auth: 'user',
  rights: 'signatures:write',
  returns: {
    200: z.object({
      id: idOf('sig'),
      reminded: z
        .array(z.string())
        .meta(
          about('Les signataires à qui un rappel part.', 'The signers to whom a reminder leaves.', [
            'sgn_01kb3qa4d8v1x4z7p0r2g5kmyt',
          ]),
        ),
    }),
  },
  problems: [409, 429],
  access: ['table:write', 'secrets:encrypt', 'send:deliver-mail'],
});
