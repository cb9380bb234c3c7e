import { serve } from '../../../shared/function/page.tsx';
import { brandOf } from '../../branding/brand.ts';
import { offered } from '../order.ts';
import { orderOf, orderPath } from '../order-link.ts';
import { IN_STATE } from '../order-states.ts';
import { nameOf, rightsNow } from '../order-words.ts';
import { WithdrawalPage } from '../withdrawal-page.tsx';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { tenant, order } = await orderOf(token, now);
  const back = orderPath(token);
  if (order.withdrawal || IN_STATE[order.status].withdrawing === 'never') return { see: back };
  const { title, seller } = offered(order);
  const { locale, email, name = '' } = order;
  return {
    page: WithdrawalPage({
      ...{ locale, back, name, email, isConfirming: false },
      brand: await brandOf(tenant, seller.name),
      rights: rightsNow(order, locale),
      action: orderPath(token, '/withdrawal'),
      contract: `${title}, ${nameOf(order)}`,
    }),
  };
});
