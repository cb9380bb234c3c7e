import * as z from 'zod';
import { http } from '../../../shared/function/contract.ts';
import { listQuery, pageOf } from '../../../shared/table/list.ts';
import { say } from '../../../shared/text.ts';
import { keyView } from '../key-view.ts';

export default http({
  route: 'GET /v1/api-keys',
  summary: say(
    'Liste les clés d’API du compte, même révoquées, de la plus récente à la plus ancienne.',
    'Lists the account’s API keys, revoked ones too, newest first.',
  ),
  auth: 'user',
  rights: 'account:read',
  query: z.strictObject(listQuery),
  returns: { 200: pageOf(keyView) },
  access: ['table:read'],
});
