import { serve } from '../../../shared/function/http.ts';
import { readPublicAddress } from '../../accounts/directory.ts';
import { findArticle } from '../article.ts';
import { saleActions } from '../sale-action.ts';
import { answerOf } from '../sale-action-answer.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { articleId }, query, actor: { tenant }, now }) => {
  const [{ id }, address] = await Promise.all([findArticle(tenant, articleId), readPublicAddress(tenant)]);
  const { items, ...page } = await saleActions.list(tenant, { article: id }, { ...query, now });
  return { status: 200, body: { ...page, items: items.map((action) => answerOf(action, address)) } };
});
