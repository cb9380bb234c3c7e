import { serve } from '../../../shared/function/http.ts';
import { businessOf } from '../../accounts/business.ts';
import { findArticle } from '../article.ts';
import { availableDocuments } from '../article-document.ts';
import { findingsOf } from '../readiness.ts';
import { findSaleAction } from '../sale-action.ts';
import { brokenTemplates } from '../within-account.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { saleActionId }, actor: { tenant }, locale, now }) => {
  const action = await findSaleAction(tenant, saleActionId);
  const [article, { business, address }, documents, broken] = await Promise.all([
    findArticle(tenant, action.articleId),
    businessOf(tenant),
    availableDocuments(tenant, action.articleId),
    brokenTemplates(tenant, action),
  ]);
  const findings = findingsOf({
    article,
    action,
    business,
    address,
    documents: documents.length,
    brokenTemplates: broken,
    now,
  });
  return {
    status: 200,
    body: {
      saleActionId,
      isReady: !findings.some(({ severity }) => severity === 'blocks'),
      findings: findings.map(({ says, ...rest }) => ({ ...rest, message: says[locale] })),
    },
  };
});
