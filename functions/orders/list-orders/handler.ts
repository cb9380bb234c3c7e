import { serve } from '../../../shared/function/http.ts';
import { type Order, orders } from '../order.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query, actor: { tenant }, now }) => {
  const { limit, cursor, from, to, saleActionId, status } = query;
  const where = (order: Order) => (status ? order.status === status : order.status !== 'started');
  const made = from || to ? { prefix: 'ord', from, to } : undefined;
  const list = saleActionId ? { saleAction: saleActionId } : ('feed' as const);
  const { items, nextCursor } = await orders.list(tenant, list, { now, limit, cursor, made, where });
  return { status: 200, body: { items: items.map(viewOf), nextCursor } };
});
