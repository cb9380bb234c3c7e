import { serve } from '../../../shared/function/http.ts';
import { findSaleAction, forgetSaleAction } from '../sale-action.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { articleId, saleActionId }, actor: { tenant } }) => ({
  status: 204,
  body: undefined,
  writes: forgetSaleAction(tenant, await findSaleAction(tenant, saleActionId, articleId)),
}));
