import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/api-keys/{keyId}',
  summary: say('Révoque une clé d’API : elle n’ouvre plus rien.', 'Revokes an API key: it opens nothing any more.'),
  auth: 'user',
  rights: 'account:write',
  returns: { 204: null },
  problems: [409],
  access: ['table:write'],
});
