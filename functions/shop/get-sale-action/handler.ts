import { serve } from '../../../shared/function/http.ts';
import { readPublicAddress } from '../../accounts/directory.ts';
import { findSaleAction } from '../sale-action.ts';
import { answerOf } from '../sale-action-answer.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { articleId, saleActionId }, actor: { tenant } }) => {
  const [action, address] = await Promise.all([
    findSaleAction(tenant, saleActionId, articleId),
    readPublicAddress(tenant),
  ]);
  return { status: 200, body: answerOf(action, address) };
});
