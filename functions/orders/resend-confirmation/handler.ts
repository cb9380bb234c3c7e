import { serve } from '../../../shared/function/http.ts';
import { findOrder } from '../order.ts';
import { confirmationMail } from '../order-mails.ts';
import { IN_STATE, orderStates } from '../order-states.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, now }) => {
  const order = await findOrder(tenant, params.orderId);
  if (!IN_STATE[order.status].delivers) throw orderStates.refusal(order);
  return { status: 202, body: viewOf(order), writes: await confirmationMail(tenant, order, now) };
});
