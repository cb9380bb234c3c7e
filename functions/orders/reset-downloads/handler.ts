import { serve } from '../../../shared/function/http.ts';
import { findOrder, happen } from '../order.ts';
import { IN_STATE, orderStates } from '../order-states.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant, userId }, now }) => {
  const order = await findOrder(tenant, params.orderId);
  if (!IN_STATE[order.status].delivers) throw orderStates.refusal(order);
  const act = { act: 'downloads-reset', actor: { kind: 'user', id: userId }, at: now } as const;
  const set = { downloads: {}, downloadsFrom: now.toISOString() };
  return { status: 200, body: viewOf({ ...order, ...set }), writes: happen(tenant, order, [act], { set }, now) };
});
