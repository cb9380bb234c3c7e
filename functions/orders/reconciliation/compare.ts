import { after, DAY, HOUR } from '../../../shared/clock.ts';
import { currencyOf, heldOf, isTrial, type Order } from '../order.ts';
import { IN_STATE } from '../order-states.ts';
import type { StatementLine } from '../statements/line.ts';
import type { Finding } from './finding.ts';

/** A payment page that was paid, as Stripe tells it; amounts in the smallest unit of the currency. */
export interface StripePayment {
  orderId: string;
  createdAt: Date;
  intentId: string;
  amount: number;
  currency: string;
  refunded: number;
}

/** Events, banks and people take their time: what is younger is no difference yet. */
const YOUNG = HOUR;
const PATIENCE = DAY;

const isOlder = (moment: string | Date | undefined, seconds: number, now: Date) =>
  moment !== undefined && after(new Date(moment), seconds) <= now;

/** What an order, by itself, still asks of the merchant. */
export function ofOrder(order: Order, now: Date): Finding[] {
  if (isTrial(order)) return [];
  const { id: orderId, status, withdrawal, paidAt } = order;
  const amount = heldOf(order);
  if (amount <= 0) return [];
  if (status === 'to-refund' && isOlder(paidAt, PATIENCE, now)) return [{ kind: 'to-refund', orderId, amount }];
  const isOwed = status === 'withdrawn' && isOlder(withdrawal?.at, PATIENCE, now);
  return isOwed ? [{ kind: 'withdrawn-not-refunded', orderId, amount }] : [];
}

/** What a line of a statement still asks of the merchant. */
export function ofLine({ id: lineId, status, amount, refundDue, createdAt }: StatementLine, now: Date): Finding[] {
  if (!isOlder(createdAt, PATIENCE, now)) return [];
  if (status === 'unmatched') return [{ kind: 'line-unmatched', lineId, amount }];
  return status === 'refund-due' ? [{ kind: 'line-refund-due', lineId, amount: refundDue }] : [];
}

/** What differs between an order paid by card and the payment that Stripe tells of. */
export function ofPayment(order: Order | undefined, payment: StripePayment, now: Date): Finding[] {
  const { orderId, createdAt, intentId, amount, currency, refunded } = payment;
  if (!isOlder(createdAt, YOUNG, now)) return [];
  if (!order) return refunded < amount ? [{ kind: 'unknown-order', payment: intentId, amount }] : [];
  if (IN_STATE[order.status].paying === 'confirm' || order.received === 0)
    return [{ kind: 'paid-not-served', orderId, amount }];
  // A lost dispute is noted as all that came in, though Stripe calls it no refund.
  const isDisputed = order.refunded === order.received && refunded === 0;
  return [
    ...(amount !== order.received || currency !== currencyOf(order)
      ? [{ kind: 'amount-differs' as const, orderId, amount }]
      : []),
    ...(refunded !== order.refunded && !isDisputed
      ? [{ kind: 'refund-differs' as const, orderId, amount: refunded }]
      : []),
  ];
}

/** An order that was carried out as paid by card, for which Stripe tells of no payment. */
export const unpaid = (order: Order, now: Date): Finding[] =>
  order.status === 'confirmed' && order.method === 'card' && !isTrial(order) && isOlder(order.paidAt, YOUNG, now)
    ? [{ kind: 'served-not-paid', orderId: order.id, amount: order.received }]
    : [];
