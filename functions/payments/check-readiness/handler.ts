import { serve } from '../../../shared/function/http.ts';
import { businessOf } from '../../accounts/business.ts';
import { findArticle } from '../../shop/article.ts';
import { availableDocuments } from '../../shop/article-document.ts';
import { findingsOf } from '../../shop/readiness.ts';
import { findSaleAction } from '../../shop/sale-action.ts';
import { brokenTemplates } from '../../shop/within-account.ts';
import { paymentFindings } from '../payment-readiness.ts';
import { readPaymentSettings } from '../payment-settings.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { saleActionId }, actor: { tenant }, locale, now }) => {
  const action = await findSaleAction(tenant, saleActionId);
  const [article, { business, address }, documents, broken, settings] = await Promise.all([
    findArticle(tenant, action.articleId),
    businessOf(tenant),
    availableDocuments(tenant, action.articleId),
    brokenTemplates(tenant, action),
    readPaymentSettings(tenant),
  ]);
  const looked = { article, action, business, address, documents: documents.length, brokenTemplates: broken, now };
  const findings = [...findingsOf(looked), ...paymentFindings(action, settings)];
  return {
    status: 200,
    body: {
      saleActionId,
      isReady: !findings.some(({ severity }) => severity === 'blocks'),
      findings: findings.map(({ says, ...rest }) => ({ ...rest, message: says[locale] })),
    },
  };
});
