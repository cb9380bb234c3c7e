import { serve } from '../../../shared/function/page.tsx';
import { orderOf, orderPath } from '../order-link.ts';
import { IN_STATE } from '../order-states.ts';
import { closePaymentPage } from '../settling.ts';
import { withdraw } from '../withdrawing.ts';
import contract from './contract.ts';

/** However often it is sent, it is declared once, and has one receipt. */
export const handler = serve(contract, async ({ params: { token }, body, client, now }) => {
  const { tenant, order } = await orderOf(token, now);
  const see = orderPath(token);
  const { withdrawing } = IN_STATE[order.status];
  if (order.withdrawal || withdrawing === 'never') return { see };
  if (withdrawing === 'cancel') await closePaymentPage(tenant, order);
  return { see, writes: await withdraw(tenant, order, { ...body, client }, now) };
});
