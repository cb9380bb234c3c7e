import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Article } from '../shop/article.ts';
import type { SoldDocument } from './offer.ts';

/** The documents that come with an article, as they are when it is ordered. */
export const documentsOf = async (_tenant: Tenant, _article: Article): Promise<SoldDocument[]> => [];
