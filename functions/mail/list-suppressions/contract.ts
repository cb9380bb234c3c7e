import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { suppressibleAddress, suppressionView } from '../suppression-view.ts';

export default http({
  route: 'GET /v1/suppressions',
  summary: say(
    'Liste les adresses auxquelles plus rien n’est envoyé, de la plus récente à la plus ancienne.',
    'Lists the addresses to which nothing more is sent, newest first.',
  ),
  description: say(
    'Pour une adresse (`address`), tout son passé : aussi ce qui a été levé, par qui et pourquoi.',
    'For one address (`address`), its whole past: also what was lifted, by whom and why.',
  ),
  auth: 'user',
  rights: 'mail:read',
  query: z.strictObject({ ...listQuery, address: suppressibleAddress.optional() }),
  returns: { 200: pageOf(suppressionView) },
  access: ['table:read'],
});
