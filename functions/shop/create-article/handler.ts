import { serve } from '../../../shared/function/http.ts';
import { count } from '../../accounts/account.ts';
import { businessOf } from '../../accounts/business.ts';
import { newArticle, placeIn } from '../article.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ body: { place, ...body }, actor: { tenant }, now }) => {
  const { account, business } = await businessOf(tenant);
  const { article, write } = newArticle(
    tenant,
    { ...body, title: body.title ?? body.name, ...(place && { place: placeIn(place, business) }) },
    now,
  );
  return {
    status: 201,
    body: article,
    headers: { location: `/v1/articles/${article.id}` },
    writes: [write, count(account, 'articles', 1)],
  };
});
