import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { suppressibleAddress, suppressionReason, suppressionView, words } from '../suppression-view.ts';

export default http({
  route: 'POST /v1/suppressions',
  summary: 'N’envoie plus rien à une adresse.',
  description: '201 et la suppression ; 200 et celle qui vaut déjà, si l’adresse en a une.',
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
