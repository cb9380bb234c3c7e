import { serve } from '../../../shared/function/http.ts';
import { findOwnAccount } from '../../accounts/account.ts';
import { findArticle } from '../article.ts';
import { addDocument, findArticleDocument } from '../article-document.ts';
import { announce, linkFor } from '../media.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, body, actor: { tenant }, now }) => {
    const { id: articleId } = await findArticle(tenant, params.articleId);
    if (body.kind === 'link') {
      const { url, label } = body;
      const { document, write } = await addDocument(tenant, { articleId, label, url }, now);
      return { status: 201, body: { id: document.id, status: 'available' as const }, writes: [write] };
    }
    const { label = body.filename, ...file } = body;
    const announced = announce(tenant, await findOwnAccount(tenant), file, now);
    const { document, write } = await addDocument(tenant, { articleId, label, mediaId: announced.file.id }, now);
    return {
      status: 201,
      body: { id: document.id, status: announced.file.status },
      fresh: { upload: await linkFor(tenant, announced.file) },
      writes: [write, announced.write],
    };
  },
  async ({ id }, { params, actor: { tenant } }) => {
    const { url, file } = await findArticleDocument(tenant, params.articleId, id);
    const status = url ? ('available' as const) : (file?.status ?? ('refused' as const));
    return file?.status === 'awaiting-upload' ? { status, upload: await linkFor(tenant, file) } : { status };
  },
);
