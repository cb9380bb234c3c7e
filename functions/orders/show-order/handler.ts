import { serve } from '../../../shared/function/page.tsx';
import { ending, saleStateAt } from '../../shop/sale-action.ts';
import { OrderFormPage } from '../order-form-page.tsx';
import { orderOf } from '../order-link.ts';
import { OrderPage } from '../order-page.tsx';
import { leadsTo, orderPageOf } from '../order-page-of.ts';
import { loadSale } from '../sale.ts';
import { SaleOverPage } from '../sale-over-page.tsx';
import { formOf } from '../shown-form.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { tenant, order } = await orderOf(token, now);
  const leads = leadsTo(order);
  if (order.status !== 'started')
    return { page: OrderPage(await orderPageOf(tenant, order, token, now)), leadsTo: leads };
  const sale = await loadSale(tenant, order.saleActionId);
  const { action, brand, article } = sale;
  const state = saleStateAt(action, now);
  if (state !== 'on-sale')
    return {
      page: SaleOverPage({ locale: article.language, brand, title: article.title, state, ended: ending(action) }),
    };
  return { page: OrderFormPage(formOf(order, sale, { token, typed: {}, faults: {} }).props), leadsTo: leads };
});
