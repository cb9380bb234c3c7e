import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/articles/{articleId}/sale-actions/{saleActionId}',
  summary: say('Supprime une action qui n’a rien vendu.', 'Deletes an action that has sold nothing.'),
  auth: 'user',
  rights: 'shop:write',
  returns: { 204: null },
  problems: [409],
  access: ['table:write'],
});
