import type { Tenant } from '../../shared/identity/tenant.ts';
import { ownerOf } from '../accounts/directory.ts';
import { type Article, getArticle } from './article.ts';
import { getSaleAction, type SaleAction } from './sale-action.ts';
import { saleActionAt } from './shop-page.ts';

/** What a public page is of, whoever asks: the page itself is what makes it known. */
export interface SaleOfPage {
  tenant: Tenant;
  action: SaleAction;
  article: Article;
}

/** The sale that has a page, at its address or at one that it had before; undefined when there is none. */
export async function findSalePage(directory: string, slug: string): Promise<SaleOfPage | undefined> {
  const tenant = await ownerOf(directory);
  const id = tenant && (await saleActionAt(tenant, slug));
  const action = id ? await getSaleAction(tenant, id) : undefined;
  const article = tenant && action && (await getArticle(tenant, action.articleId));
  return article && { tenant, action, article };
}
