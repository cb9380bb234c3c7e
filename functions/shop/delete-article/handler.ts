import { serve } from '../../../shared/function/http.ts';
import { count, findOwnAccount } from '../../accounts/account.ts';
import { findArticle, forgetArticle } from '../article.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const [article, account] = await Promise.all([findArticle(tenant, params.articleId), findOwnAccount(tenant)]);
  return {
    status: 204,
    body: undefined,
    writes: [forgetArticle(tenant, article), count(account, 'articles', -1)],
  };
});
