import { inLanguage } from '../../shared/fields/web-link.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Locale } from '../../shared/text.ts';
import { findAccount } from '../accounts/account.ts';
import { type Business, identityLines, legalPages, readBusiness } from '../accounts/business.ts';
import { type Branded, brandOf } from '../branding/brand.ts';
import { methodsOf, type PaymentSettings, readPaymentSettings } from '../payments/payment-settings.ts';
import { type Article, findArticle } from '../shop/article.ts';
import type { Quote } from '../shop/quote.ts';
import { findSaleAction, type SaleAction } from '../shop/sale-action.ts';
import type { Offer, SoldDocument } from './offer.ts';

/** What is on sale as it is now, with who sells it and how they are paid. */
export interface Sale {
  action: SaleAction;
  article: Article;
  seller: Offer['seller'];
  brand: Branded;
  settings: PaymentSettings;
  methods: ('card' | 'transfer')[];
}

/** @throws 404 */
export async function loadSale(tenant: Tenant, saleActionId: string): Promise<Sale> {
  const action = await findSaleAction(tenant, saleActionId);
  const [article, business, account, settings] = await Promise.all([
    findArticle(tenant, action.articleId),
    readBusiness(tenant),
    findAccount(tenant),
    readPaymentSettings(tenant),
  ]);
  const { company, firstName, lastName, email } = account;
  const name = business?.legalName ?? company ?? `${firstName} ${lastName}`;
  const brand = await brandOf(tenant, name);
  const seller = sellerOf(business, { name: brand.name, email }, article.language);
  return { action, article, seller, brand, settings, methods: methodsOf(settings) };
}

function sellerOf(
  business: Business | undefined,
  known: { name: string; email: string },
  locale: Locale,
): Offer['seller'] {
  if (!business) return { ...known, lines: [known.name] };
  const terms = legalPages(business, locale).find(({ topic }) => topic === 'terms');
  const { mediator } = business;
  return {
    name: known.name,
    email: business.email,
    lines: identityLines(business, locale),
    ...(terms && { termsUrl: terms.url }),
    ...(mediator && {
      mediator: [mediator.name, inLanguage(mediator.url, locale), mediator.address].filter(Boolean).join(', '),
    }),
  };
}

/** What is ordered, frozen. */
export function offerOf({ action, article, seller }: Sale, quote: Quote, documents: readonly SoldDocument[]): Offer {
  const { title, type, compatibility, place, language } = article;
  const { downloads, communication, listId, notifyEmail, webhookUrl, smtpAccountId, confirmationTemplateId } = action;
  const { articleId, quantity, currency, basis, unitAmount, vatRate, shipping, totals } = quote;
  return {
    ...{ articleId, title, type, language, quantity, currency, basis, unitAmount, vatRate, seller },
    ...{ compatibility, place, shipping, downloads, communication, listId, notifyEmail, webhookUrl, smtpAccountId },
    confirmationTemplateId,
    totals: { ...totals, lines: [...totals.lines], byRate: [...totals.byRate] },
    documents: [...documents],
  };
}
