import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { saleActionChange } from '../sale-action-input.ts';
import { saleActionAnswer } from '../sale-action-view.ts';

export default http({
  route: 'PATCH /v1/articles/{articleId}/sale-actions/{saleActionId}',
  summary: say('Modifie une action de vente, ou la clôture.', 'Changes a sale action, or closes it.'),
  description: say(
    'Un champ absent reste tel quel ; `null` vide un champ. Les commandes en cours gardent leur prix. Un autre `slug` change l’adresse de la page ; l’ancienne y mène.',
    'An absent field stays as it is; `null` empties a field. Orders under way keep their price. Another `slug` changes the address of the page; the former one leads to it.',
  ),
  auth: 'user',
  rights: 'shop:write',
  body: saleActionChange,
  returns: { 200: saleActionAnswer },
  problems: [409],
  access: ['table:write'],
});
