import { serve } from '../../../shared/function/http.ts';
import { findOwnAccount } from '../../accounts/account.ts';
import { findArticleDocument, removeDocument } from '../article-document.ts';
import { forgetMedia } from '../media.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant } }) => {
  const [document, account] = await Promise.all([
    findArticleDocument(tenant, params.articleId, params.articleDocumentId),
    findOwnAccount(tenant),
  ]);
  const { file } = document;
  return {
    status: 204,
    body: undefined,
    writes: [removeDocument(tenant, document), ...(file ? forgetMedia(tenant, file, account) : [])],
  };
});
