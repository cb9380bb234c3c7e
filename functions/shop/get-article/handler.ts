import { serve } from '../../../shared/function/http.ts';
import { findArticle } from '../article.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => ({
  status: 200,
  body: await findArticle(actor.tenant, params.articleId),
}));
