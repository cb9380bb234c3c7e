import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';

export default http({
  route: 'DELETE /v1/articles/{articleId}',
  summary: say('Supprime un article sans action de vente.', 'Deletes an article without sale actions.'),
  auth: 'user',
  rights: 'shop:write',
  returns: { 204: null },
  problems: [409],
  access: ['table:write'],
});
