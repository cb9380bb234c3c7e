import { serve } from '../../../shared/function/page.tsx';
import { Problem } from '../../../shared/problem/problem.ts';
import { commit } from '../../../shared/table/transact.ts';
import { brandOf } from '../../branding/brand.ts';
import { ending, findSaleAction, saleStateAt } from '../../shop/sale-action.ts';
import { getOrder, type Order, offered } from '../order.ts';
import { orderOf, orderPath } from '../order-link.ts';
import { toPaymentPage } from '../paying.ts';
import { retry } from '../placing.ts';
import { SaleOverPage } from '../sale-over-page.tsx';
import { settle } from '../settling.ts';
import { StripeSilent } from '../stripe-session.ts';
import contract from './contract.ts';

/** What Stripe says comes first: who has paid is not sent to pay again. */
export const handler = serve(contract, async ({ params: { token }, now, log }) => {
  const { tenant, order: before } = await orderOf(token, now);
  if (before.method !== 'card') return { see: orderPath(token) };
  const order = await settled(before);
  if (order.status === 'awaiting-payment') return toPaymentPage(tenant, order, token, { now, log });
  if (order.status !== 'expired') return { see: orderPath(token) };
  const { locale } = order;
  const { title, seller } = offered(order);
  const action = await findSaleAction(tenant, order.saleActionId);
  const brand = await brandOf(tenant, seller.name);
  const over = (state: ReturnType<typeof saleStateAt>) => ({
    page: SaleOverPage({ locale, brand, title, state, ended: ending(action) }),
    status: 409,
  });
  const state = saleStateAt(action, now);
  if (state !== 'on-sale') return over(state);
  try {
    const { order: tried, writes } = retry(tenant, order, action, now);
    await commit(writes, now);
    return toPaymentPage(tenant, tried, token, { now, log });
  } catch (error) {
    if (error instanceof Problem && error.type === 'sold-out') return over('on-sale');
    throw error;
  }

  async function settled(order: Order): Promise<Order> {
    try {
      const writes = await settle(tenant, order, now);
      await commit(writes, now);
      return (writes.length && (await getOrder(tenant, order.id))) || order;
    } catch (error) {
      if (!(error instanceof StripeSilent)) throw error;
      return order;
    }
  }
});
