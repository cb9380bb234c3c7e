import { serve } from '../../../shared/function/page.tsx';
import { Problem } from '../../../shared/problem/problem.ts';
import { commit } from '../../../shared/table/transact.ts';
import { ending, saleStateAt } from '../../shop/sale-action.ts';
import { readForm } from '../order-form.ts';
import { OrderFormPage } from '../order-form-page.tsx';
import { orderOf, orderPath } from '../order-link.ts';
import { transferMail } from '../order-mails.ts';
import { leadsTo } from '../order-page-of.ts';
import { toPaymentPage } from '../paying.ts';
import { place } from '../placing.ts';
import { reconciled } from '../reconciliation/reconciliation.ts';
import { loadSale, offerOf } from '../sale.ts';
import { SaleOverPage } from '../sale-over-page.tsx';
import { CHANGED, formOf } from '../shown-form.ts';
import { documentsOf } from '../sold-documents.ts';
import contract from './contract.ts';

/** Sent twice, it is one order; sent again later, it leads to the order as it stands. */
export const handler = serve(contract, async ({ params: { token }, body, client, now, log }) => {
  const { tenant, order } = await orderOf(token, now);
  const page = orderPath(token);
  if (order.status === 'awaiting-payment' && order.method === 'card')
    return toPaymentPage(tenant, order, token, { now, log });
  if (order.status !== 'started') return { see: page };
  const sale = await loadSale(tenant, order.saleActionId);
  const { action, article, brand, settings, methods } = sale;
  const over = (state: ReturnType<typeof saleStateAt>) => ({
    page: SaleOverPage({ locale: article.language, brand, title: article.title, state, ended: ending(action) }),
    status: 409,
  });
  const state = saleStateAt(action, now);
  if (state !== 'on-sale') return over(state);

  const { shown: posted, ...typed } = body;
  const filled = readForm({ action, article, methods }, typed);
  const faults = 'faults' in filled ? filled.faults : {};
  const { props, shown } = formOf(order, sale, { token, typed, faults });
  if ('faults' in filled) return { page: OrderFormPage(props), leadsTo: leadsTo(order), status: 422 };
  // Nobody is bound by what they were not shown.
  if (posted !== props.shown) return { page: OrderFormPage({ ...props, notice: CHANGED }), leadsTo: leadsTo(order) };

  const offer = offerOf(sale, filled.quote, await documentsOf(tenant, article));
  try {
    const { order: placed, writes } = await place(
      tenant,
      order,
      { action, offer, filled, settings, shown, client },
      now,
    );
    const mail = placed.transfer ? await transferMail(tenant, placed, now) : [];
    // The order stands before any payment page is opened.
    const daily = placed.method === 'free' ? [] : await reconciled(tenant, now);
    await commit([...writes, ...mail, ...daily], now);
    return placed.method === 'card' ? toPaymentPage(tenant, placed, token, { now, log }) : { see: page };
  } catch (error) {
    if (error instanceof Problem && error.type === 'sold-out') return over(action.left === 0 ? 'sold-out' : 'on-sale');
    throw error;
  }
});
