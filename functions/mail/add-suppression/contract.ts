import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { suppressibleAddress, suppressionReason, suppressionView, words } from '../suppression-view.ts';

export default http({
  route: 'POST /v1/suppressions',
  summary: say('N’envoie plus rien à une adresse.', 'Sends nothing more to an address.'),
  description: say(
    '201 et la suppression ; 200 et celle qui vaut déjà, si l’adresse en a une.',
    '201 and the suppression; 200 and the one in force, if the address has one already.',
  ),
  auth: 'user',
  rights: 'mail:write',
  body: z.strictObject({
    address: suppressibleAddress,
    reason: suppressionReason.default('manual'),
    detail: words.optional(),
  }),
  returns: { 200: suppressionView, 201: suppressionView },
  access: ['table:write'],
});
