import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { suppressibleAddress, suppressionView } from '../suppression-view.ts';

export default http({
  route: 'GET /v1/suppressions',
  summary: 'Liste les adresses auxquelles plus rien n’est envoyé, de la plus récente à la plus ancienne.',
  description: 'Pour une adresse (`address`), tout son passé : aussi ce qui a été levé, par qui et pourquoi.',
  auth: 'user',
  rights: 'mail:read',
  query: z.strictObject({ ...listQuery, address: suppressibleAddress.optional() }),
  returns: { 200: pageOf(suppressionView) },
  access: ['table:read'],
});
