import { serve } from '../../../shared/function/http.ts';
import { readBusiness } from '../../accounts/business.ts';
import { changeArticle, findArticle, placeIn } from '../article.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body: { place, ...body }, actor: { tenant }, now }) => {
  const [before, business] = await Promise.all([findArticle(tenant, params.articleId), place && readBusiness(tenant)]);
  const change = { ...body, ...(place !== undefined && { place: place && placeIn(place, business || undefined) }) };
  const { article, write } = changeArticle(tenant, before, change, now);
  return { status: 200, body: article, writes: [write] };
});
