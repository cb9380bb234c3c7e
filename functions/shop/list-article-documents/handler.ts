import { serve } from '../../../shared/function/http.ts';
import { findArticle } from '../article.ts';
import { listArticleDocuments, viewOf } from '../article-document.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale }) => {
  const { id } = await findArticle(tenant, params.articleId);
  const items = await listArticleDocuments(tenant, id);
  return { status: 200, body: { items: items.map((document) => viewOf(document, locale)) } };
});
