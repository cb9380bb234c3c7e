import { serve } from '../../../shared/function/http.ts';
import { dueOf, findOrder, heldOf } from '../order.ts';
import { orderStates } from '../order-states.ts';
import { accept, pay } from '../outcomes.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant, userId }, now }) => {
  const order = await findOrder(tenant, params.orderId);
  const rest = dueOf(order) - heldOf(order);
  const paidAt = order.paidAt ?? now.toISOString();
  const body = viewOf({
    ...order,
    status: 'confirmed',
    paidAt,
    confirmedAt: now.toISOString(),
    received: order.status === 'to-refund' ? order.received : order.received + rest,
  });
  if (order.status === 'to-refund') return { status: 200, body, writes: await accept(tenant, order, now) };
  if (order.method !== 'transfer' || !orderStates.may('confirm', order)) throw orderStates.refusal(order);
  const paid = { method: 'transfer', amount: rest, userId } as const;
  return { status: 200, body, writes: await pay(tenant, order, paid, now) };
});
