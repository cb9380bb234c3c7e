import { serve } from '../../../shared/function/http.ts';
import { spelt } from '../reconciliation/finding.ts';
import { getReconciliation } from '../reconciliation/reconciliation.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ actor: { tenant }, locale }) => {
  const { at, count, findings } = (await getReconciliation(tenant)) ?? { count: 0, findings: [] };
  return { status: 200, body: { at, count, findings: findings.map((one) => spelt(one, locale)) } };
});
