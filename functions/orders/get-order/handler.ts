import { serve } from '../../../shared/function/http.ts';
import { findOrder, historyOf } from '../order.ts';
import { orderActs } from '../order-acts.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale }) => {
  const order = await findOrder(tenant, params.orderId);
  const history = (await historyOf(tenant, order)).map((entry) => orderActs.viewOf(entry, locale));
  return { status: 200, body: { ...viewOf(order), history } };
});
