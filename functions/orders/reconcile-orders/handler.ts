import { after, DAY } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/queue.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { commit } from '../../../shared/table/transact.ts';
import { getOrder, isTrial, type Order, orders, settledNow } from '../order.ts';
import { ofLine, ofOrder, ofPayment, unpaid } from '../reconciliation/compare.ts';
import { type Finding, keyOf } from '../reconciliation/finding.ts';
import { noticeOf } from '../reconciliation/notice.ts';
import { compared, getReconciliation } from '../reconciliation/reconciliation.ts';
import { stripePayments } from '../reconciliation/stripe-payments.ts';
import { statementLines } from '../statements/line.ts';
import { StripeSilent } from '../stripe-session.ts';
import contract from './contract.ts';

/** Days that are looked back upon: refunds and debits that fail come within them. */
const LOOKED_BACK = 45;

/** Run twice it says the same; the seller is told of what was not there the day before. */
export const handler = serve(contract, async ({ data: { tenant }, now, log }) => {
  const since = after(now, -LOOKED_BACK * DAY);
  const byCard = new Map<string, Order>();
  const findings: Finding[] = [];
  for await (const order of newest(tenant, orders, since, now)) {
    findings.push(...ofOrder(order, now));
    if (order.method === 'card' && !isTrial(order)) byCard.set(order.id, order);
  }
  for await (const line of newest(tenant, statementLines, since, now)) findings.push(...ofLine(line, now));
  findings.push(...(await ofStripe(tenant, byCard, since, now)));
  const before = await getReconciliation(tenant);
  const known = new Set(before?.findings.map(keyOf));
  const isNew = findings.some((finding) => !known.has(keyOf(finding)));
  log.info('reconciled', { findings: findings.length });
  return [compared(tenant, before, findings, now), ...(isNew ? await noticeOf(tenant, findings, now) : [])];
});

/** What Stripe says otherwise. Such an order is looked at again at once, which mends what an event that was lost left. */
async function ofStripe(tenant: Tenant, byCard: Map<string, Order>, since: Date, now: Date): Promise<Finding[]> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  try {
    for (const payment of await stripePayments(tenant, since)) {
      const order = byCard.get(payment.orderId) ?? (await getOrder(tenant, payment.orderId));
      const found = ofPayment(order, payment, now);
      seen.add(payment.orderId);
      findings.push(...found);
      if (found.length && order)
        await commit([orders.update(tenant, order, { due: { settle: settledNow(tenant, order, now) } })], now);
    }
  } catch (error) {
    if (!(error instanceof StripeSilent)) throw error;
    return [{ kind: 'stripe-silent' }];
  }
  return [...findings, ...[...byCard.values()].flatMap((order) => (seen.has(order.id) ? [] : unpaid(order, now)))];
}

interface Listed<T> {
  list(
    tenant: Tenant,
    name: 'feed',
    options: { now: Date; limit: number; cursor: string | undefined },
  ): Promise<{ items: T[]; nextCursor?: string | undefined }>;
}

/** Those since a moment, a page in memory at a time. */
async function* newest<T extends { createdAt: string }>(tenant: Tenant, kind: Listed<T>, since: Date, now: Date) {
  let cursor: string | undefined;
  do {
    const page = await kind.list(tenant, 'feed', { now, limit: 100, cursor });
    yield* page.items;
    const last = page.items.at(-1);
    cursor = last && last.createdAt >= since.toISOString() ? page.nextCursor : undefined;
  } while (cursor);
}
