import { http } from '../../../shared/function/contract.ts';

export default http({
  route: 'DELETE /v1/api-keys/{keyId}',
  summary: 'Révoque une clé d’API : elle n’ouvre plus rien.',
  auth: 'user',
  rights: 'account:write',
  returns: { 204: null },
  problems: [409],
  access: ['table:write'],
});
