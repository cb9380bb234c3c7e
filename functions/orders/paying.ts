import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Log } from '../../shared/log.ts';
import { getOrder, type Order } from './order.ts';
import { orderPath } from './order-link.ts';
import { OrderPage } from './order-page.tsx';
import { leadsTo, orderPageOf } from './order-page-of.ts';
import { paymentPage } from './settling.ts';
import { pageAt, StripeSilent } from './stripe-session.ts';

/** Leads a buyer to the payment page of their order; where Stripe does not answer, back to the order, which is kept. */
export async function toPaymentPage(
  tenant: Tenant,
  placed: Order,
  token: string,
  { now, log }: { now: Date; log: Log },
) {
  // As it was written: the head of its chain has moved.
  const order = (await getOrder(tenant, placed.id)) ?? placed;
  try {
    const { url, writes } = await paymentPage(tenant, order, pageAt(orderPath(token)));
    return { see: url, writes };
  } catch (error) {
    if (!(error instanceof StripeSilent)) throw error;
    log.warn('stripe-silent', { orderId: order.id, error });
    const props = await orderPageOf(tenant, order, token, now, { isUnreachable: true });
    return { page: OrderPage(props), leadsTo: leadsTo(order), status: 503 };
  }
}
