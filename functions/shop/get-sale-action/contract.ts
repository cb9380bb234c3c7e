import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { saleActionAnswer } from '../sale-action-view.ts';

export default http({
  route: 'GET /v1/articles/{articleId}/sale-actions/{saleActionId}',
  summary: say('Montre une action de vente.', 'Shows a sale action.'),
  auth: 'user',
  rights: 'shop:read',
  returns: { 200: saleActionAnswer },
  access: ['table:read'],
});
