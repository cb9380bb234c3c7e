import { serve } from '../../../shared/function/http.ts';
import { businessOf } from '../../accounts/business.ts';
import { findArticle } from '../article.ts';
import { newSaleAction } from '../sale-action.ts';
import { answerOf } from '../sale-action-answer.ts';
import { asTyped } from '../sale-action-typed.ts';
import { checkWithin } from '../within-account.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { articleId }, body, actor: { tenant }, now }) => {
  const [article, { business, address }] = await Promise.all([findArticle(tenant, articleId), businessOf(tenant)]);
  const typed = asTyped(body, business);
  await checkWithin(tenant, typed, { article, business, now });
  const { action, writes } = await newSaleAction(tenant, article, typed, now);
  return {
    status: 201,
    body: answerOf(action, address),
    headers: { location: `/v1/articles/${articleId}/sale-actions/${action.id}` },
    writes,
  };
});
