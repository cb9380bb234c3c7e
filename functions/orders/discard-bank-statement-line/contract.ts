import { http } from '../../../shared/function/contract.ts';
import { say } from '../../../shared/text.ts';
import { lineView } from '../statements/line-view.ts';

export default http({
  route: 'POST /v1/bank-statement-lines/{lineId}/discard',
  summary: say(
    'Écarte un virement : il n’est pas d’une commande, ou vous l’avez rendu.',
    'Discards a transfer: it is of no order, or you have given it back.',
  ),
  auth: 'user',
  rights: 'orders:write',
  returns: { 200: lineView },
  problems: [409],
  access: ['table:write'],
});
