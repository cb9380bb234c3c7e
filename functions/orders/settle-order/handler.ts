import { serve } from '../../../shared/function/queue.ts';
import { getOrder } from '../order.ts';
import { settle } from '../settling.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ data: { tenant, orderId }, now }) => {
  const order = await getOrder(tenant, orderId);
  return order ? settle(tenant, order, now) : [];
});
