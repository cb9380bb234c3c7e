import { serve } from '../../../shared/function/http.ts';
import { countAll, findOwnAccount } from '../../accounts/account.ts';
import { findArticle, forgetArticle } from '../article.ts';
import { listArticleDocuments, removeDocument } from '../article-document.ts';
import { countedOf, dropMedia } from '../media.ts';
import contract from './contract.ts';

/** Its documents go with it, and give their storage back. */
export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const [article, account] = await Promise.all([findArticle(tenant, params.articleId), findOwnAccount(tenant)]);
  const documents = await listArticleDocuments(tenant, article.id);
  const files = documents.flatMap(({ file }) => file ?? []);
  const storage = files.reduce((sum, file) => sum + countedOf(file), 0);
  return {
    status: 204,
    body: undefined,
    writes: [
      forgetArticle(tenant, article),
      countAll(account, { articles: -1, storage: -storage }),
      ...documents.map((document) => removeDocument(tenant, document)),
      ...files.flatMap((file) => dropMedia(tenant, file)),
    ],
  };
});
