import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Article } from '../shop/article.ts';
import { availableDocuments } from '../shop/article-document.ts';
import type { SoldDocument } from './offer.ts';

/** The documents that come with an article, as they are when it is ordered. */
export async function documentsOf(tenant: Tenant, article: Article): Promise<SoldDocument[]> {
  const available = await availableDocuments(tenant, article.id);
  return available.map((each) =>
    'url' in each
      ? { id: each.id, name: each.label, url: each.url }
      : { id: each.id, name: each.filename, content: each.content },
  );
}
