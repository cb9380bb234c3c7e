import type * as z from 'zod';
import { isTrial, type Order } from './order.ts';
import type { orderView } from './order-view.ts';

/** An order as the API shows it. */
export function viewOf(order: Order): z.input<typeof orderView> {
  const { offer, downloads, tickets, withdrawal, reference, disputed = false } = order;
  const { id, saleActionId, status, email, name, postalAddress, country, answers, method, received, refunded } = order;
  const { because, createdAt, orderedAt, paidAt, confirmedAt } = order;
  return {
    ...{ id, saleActionId, status, email, name, postalAddress, country, answers, method, received, refunded },
    ...{ because, createdAt, orderedAt, paidAt, confirmedAt, disputed },
    ...(offer && {
      ...{ articleId: offer.articleId, title: offer.title, quantity: offer.quantity, currency: offer.currency },
      ...{ net: offer.totals.net, vat: offer.totals.vat, total: offer.totals.gross, vatByRate: offer.totals.byRate },
    }),
    testMode: isTrial(order),
    reference: reference?.rf,
    downloads: Object.values(downloads).reduce((sum, { count }) => sum + count, 0),
    tickets: tickets?.many ?? 0,
    checkedIn: Object.keys(tickets?.checkedIn ?? {}).length,
    withdrawal: withdrawal && { at: withdrawal.at, name: withdrawal.name, outcome: withdrawal.outcome },
  };
}
