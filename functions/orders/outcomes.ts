import { after, DAY } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Due, dueAt } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { getSaleAction, release, type SaleAction, sell, sellHeld, takeBack } from '../shop/sale-action.ts';
import { confirmation } from './confirming.ts';
import { currencyOf, happen, heldOf, type Order, offered, settlingOf } from './order.ts';
import type { OrderAct } from './order-acts.ts';
import { IN_STATE, orderStates } from './order-states.ts';
import { knowPayment } from './paid-order.ts';

/** What an order comes to by money that came, did not come, or went back. Nothing here asks Stripe. */

/** Days after which a payment that its bank has not confirmed is no longer looked for. */
const LOOKED_FOR = 15;
/** Days in which refunds and disputes are found though no event told of them. */
const WATCHED = 120;

export const ofSystem = { kind: 'system' } as const;

/** Where a payment came from. */
interface Paid {
  method: 'card' | 'transfer';
  amount: number;
  /** Stripe's payment, or the statement's line. */
  payment?: string | undefined;
  /** The user who says so. */
  userId?: string | undefined;
}

/**
 * The writes by which an order is paid in full: it is confirmed, once, whoever finds out first; or it is to be refunded,
 * when what it orders has meanwhile gone to others.
 */
export async function pay(tenant: Tenant, order: Order, paid: Paid, now: Date): Promise<Write[]> {
  const { quantity } = offered(order);
  const actor = paid.userId ? ({ kind: 'user', id: paid.userId } as const) : ofSystem;
  const { amount, method, payment } = paid;
  const act: OrderAct = {
    act: 'paid',
    actor,
    at: now,
    details: { amount, currency: currencyOf(order), method, payment },
  };
  const set = {
    paidAt: now.toISOString(),
    received: order.received + amount,
    ...(payment && (method === 'card' ? { payment } : { paidBy: payment })),
  };
  if (order.status === 'cancelled') return owed(tenant, order, 'cancelled', [act], set, now);
  const action = await getSaleAction(tenant, order.saleActionId);
  const isHeld = IN_STATE[order.status].holds;
  const isLeft = isHeld || !action || action.left === undefined || action.left >= quantity;
  if (!isLeft) return owed(tenant, order, 'sold-out', [act], set, now);
  const { acts, set: confirmed, writes } = await confirmation(tenant, { ...order, ...set }, now);
  const watch = method === 'card' ? { settle: nextWatch(tenant, order, now) } : {};
  return [
    ...happen(
      tenant,
      order,
      [act, ...acts],
      { move: 'confirm', set: { ...set, ...confirmed.set }, remove: ['because'], due: { ...confirmed.due, ...watch } },
      now,
    ),
    ...(action ? [(isHeld ? sellHeld : sell)(tenant, action, quantity)] : []),
    ...(payment && method === 'card' ? [knowPayment(tenant, order, payment)] : []),
    ...writes,
  ];
}

/**
 * The writes by which the merchant carries out all the same what was paid and could not be served.
 * @throws 409 `sold-out`
 */
export async function accept(tenant: Tenant, order: Order, now: Date): Promise<Write[]> {
  const action = await getSaleAction(tenant, order.saleActionId);
  const { acts, set: confirmed, writes } = await confirmation(tenant, order, now);
  const due = { ...confirmed.due, ...(order.payment && { settle: nextWatch(tenant, order, now) }) };
  return [
    ...happen(tenant, order, acts, { move: 'confirm', set: confirmed.set, remove: ['because'], due }, now),
    ...(action ? [sell(tenant, action, offered(order).quantity)] : []),
    ...writes,
  ];
}

/** The writes by which money that came in is owed back. */
export async function owed(
  tenant: Tenant,
  order: Order,
  because: NonNullable<Order['because']>,
  acts: readonly OrderAct[],
  set: Partial<Order>,
  now: Date,
): Promise<Write[]> {
  const act: OrderAct = { act: 'unfulfillable', actor: ofSystem, at: now, details: { because } };
  const { status: _, chain: __, id: ___, ...changed } = { ...set, because };
  const { payment } = changed;
  const settle = payment ? nextWatch(tenant, order, now) : null;
  return [
    ...happen(tenant, order, [...acts, act], { move: 'owe', set: changed, due: { settle } }, now),
    ...(payment ? [knowPayment(tenant, order, payment)] : []),
    ...(await released(tenant, order)),
  ];
}

/** What it held is given back. */
async function released(tenant: Tenant, order: Order): Promise<Write[]> {
  if (!IN_STATE[order.status].holds) return [];
  const action = await getSaleAction(tenant, order.saleActionId);
  return action ? [release(tenant, action, offered(order).quantity)] : [];
}

/**
 * The writes by which it was not paid in time. What it held is others' again, and a part that had come is owed back.
 */
export async function lapse(tenant: Tenant, order: Order, now: Date): Promise<Write[]> {
  const act: OrderAct = { act: 'expired', actor: ofSystem, at: now };
  if (heldOf(order) > 0) return owed(tenant, order, 'partial', [act], {}, now);
  // A bank may still take its time: the session is looked at again, day by day.
  const settle = order.method === 'card' ? nextLook(tenant, order, now) : null;
  return [
    ...happen(tenant, order, [act], { move: 'lapse', remove: ['heldUntil'], due: { settle } }, now),
    ...(await released(tenant, order)),
  ];
}

const isWithin = (order: Order, days: number, now: Date) =>
  now < after(new Date(order.orderedAt ?? order.createdAt), days * DAY);

export const nextLook = (tenant: Tenant, order: Order, now: Date): Due | null =>
  isWithin(order, LOOKED_FOR, now) ? dueAt(settlingOf(tenant, order), after(now, DAY)) : null;
export const nextWatch = (tenant: Tenant, order: Order, now: Date): Due | null =>
  isWithin(order, WATCHED, now) ? dueAt(settlingOf(tenant, order), after(now, 7 * DAY)) : null;

interface Back {
  /** All that went back until now. */
  back: number;
  because: 'refund' | 'dispute';
  userId?: string;
  settle?: Due | null;
}

/** The writes by which so much has gone back. */
export async function refundedTo(
  tenant: Tenant,
  order: Order,
  { back, because, userId, settle }: Back,
  now: Date,
): Promise<Write[]> {
  const { quantity } = offered(order);
  const [currency, more] = [currencyOf(order), back - order.refunded];
  const whole = back >= order.received && order.received > 0;
  const due = settle === undefined ? {} : { due: { settle } };
  const actor = userId ? ({ kind: 'user', id: userId } as const) : ofSystem;
  const action = await getSaleAction(tenant, order.saleActionId);
  if (more < 0) {
    const act: OrderAct = { act: 'refund-failed', actor: ofSystem, at: now, details: { amount: -more, currency } };
    const isBack = order.status === 'refunded' && !order.withdrawal && !order.because && fits(action, quantity);
    return [
      ...happen(
        tenant,
        order,
        [act],
        { ...(isBack && { move: 'restore' as const }), set: { refunded: back }, ...due },
        now,
      ),
      ...(isBack && action ? [sell(tenant, action, quantity)] : []),
    ];
  }
  const act: OrderAct = { act: 'refunded', actor, at: now, details: { amount: more, currency, whole, because } };
  // A part of what was never carried out goes back without a word of its state.
  const revokes = whole && orderStates.may('refund', order);
  return [
    ...happen(
      tenant,
      order,
      [act],
      { ...(revokes && { move: 'refund' as const }), set: { refunded: back }, ...due },
      now,
    ),
    // Whoever withdrew, or was never served, has given it back before.
    ...(revokes && order.status === 'confirmed' && action ? [takeBack(tenant, action, quantity)] : []),
  ];
}

const fits = (action: SaleAction | undefined, quantity: number) =>
  action?.left === undefined || action.left >= quantity;
