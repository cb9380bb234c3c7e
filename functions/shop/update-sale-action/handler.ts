import { serve } from '../../../shared/function/http.ts';
import { businessOf } from '../../accounts/business.ts';
import { findArticle } from '../article.ts';
import { changeSaleAction, findSaleAction } from '../sale-action.ts';
import { answerOf } from '../sale-action-answer.ts';
import { asTyped } from '../sale-action-typed.ts';
import { checkWithin } from '../within-account.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, now }) => {
  const { articleId, saleActionId } = params;
  const [before, article, { business, address }] = await Promise.all([
    findSaleAction(tenant, saleActionId, articleId),
    findArticle(tenant, articleId),
    businessOf(tenant),
  ]);
  const typed = asTyped(body, business);
  await checkWithin(tenant, typed, { id: saleActionId, article, business, now });
  const { action, writes } = await changeSaleAction(tenant, before, typed, now);
  return { status: 200, body: answerOf(action, address), writes };
});
