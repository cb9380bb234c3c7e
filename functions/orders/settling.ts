import { after, DAY } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Due, dueAt } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { getSaleAction, release, type SaleAction, sell, sellHeld, takeBack } from '../shop/sale-action.ts';
import { confirmation } from './confirming.ts';
import { currencyOf, dueOf, happen, type Order, offered, orders, settlingOf } from './order.ts';
import type { OrderAct } from './order-acts.ts';
import { IN_STATE, orderStates } from './order-states.ts';
import { knowPayment } from './paid-order.ts';
import { closeSession, openSession, type Payment, readPayment, StripeSilent } from './stripe-session.ts';

/** Days after which a payment that its bank has not confirmed is no longer looked for. */
const LOOKED_FOR = 15;
/** Days in which refunds and disputes are found though no event told of them. */
const WATCHED = 120;

const ofSystem = { kind: 'system' } as const;

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
async function owed(
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

/** The writes by which nothing was paid in time. What it held is others' again. */
async function lapse(tenant: Tenant, order: Order, now: Date): Promise<Write[]> {
  const act: OrderAct = { act: 'expired', actor: ofSystem, at: now };
  // A bank may still take its time: the session is looked at again, day by day.
  const settle = order.method === 'card' ? nextLook(tenant, order, now) : null;
  return [
    ...happen(tenant, order, [act], { move: 'lapse', remove: ['heldUntil'], due: { settle } }, now),
    ...(await released(tenant, order)),
  ];
}

const isWithin = (order: Order, days: number, now: Date) =>
  now < after(new Date(order.orderedAt ?? order.createdAt), days * DAY);

const nextLook = (tenant: Tenant, order: Order, now: Date): Due | null =>
  isWithin(order, LOOKED_FOR, now) ? dueAt(settlingOf(tenant, order), after(now, DAY)) : null;
const nextWatch = (tenant: Tenant, order: Order, now: Date): Due | null =>
  isWithin(order, WATCHED, now) ? dueAt(settlingOf(tenant, order), after(now, 7 * DAY)) : null;

/**
 * Takes an order on from where it is: the writes. Events, the buyer's return and the clock all come here, in any order and
 * number; what Stripe says of the payment now is what counts.
 * @throws StripeSilent
 */
export async function settle(tenant: Tenant, order: Order, now: Date): Promise<Write[]> {
  if (order.method === 'transfer') {
    const isLate = order.heldUntil !== undefined && now.toISOString() >= order.heldUntil;
    return order.status === 'awaiting-payment' && isLate ? lapse(tenant, order, now) : [];
  }
  if (order.method !== 'card') return [];
  const { session } = order;
  // We died between the order and its payment page: nobody was ever sent to it.
  if (!session) return order.status === 'awaiting-payment' && isOver(order, now) ? lapse(tenant, order, now) : [];
  const payment = await readPayment(tenant, order, session.id);
  return follow(tenant, order, payment, now);
}

const isOver = ({ attemptUntil = '' }: Order, now: Date) => now.toISOString() >= attemptUntil;

async function follow(tenant: Tenant, order: Order, payment: Payment, now: Date): Promise<Write[]> {
  const { status } = order;
  switch (payment.status) {
    case 'open':
      return [];
    case 'expired':
    case 'failed': {
      const isWaited = status === 'awaiting-payment' || status === 'processing';
      if (isWaited) return lapse(tenant, order, now);
      return [orders.update(tenant, order, { when: same(order), due: { settle: null } })];
    }
    case 'under-way': {
      const settle = nextLook(tenant, order, now);
      if (status !== 'awaiting-payment') return [orders.update(tenant, order, { when: same(order), due: { settle } })];
      const act: OrderAct = { act: 'payment-announced', actor: ofSystem, at: now };
      return happen(
        tenant,
        order,
        [act],
        { move: 'announce', set: { payment: payment.intentId }, due: { settle } },
        now,
      );
    }
    case 'paid':
      return IN_STATE[status].paying === 'confirm'
        ? paidBy(tenant, order, payment, now)
        : watch(tenant, order, payment, now);
  }
}

/** What is paid must be what was ordered: another amount is held, not served. */
function paidBy(tenant: Tenant, order: Order, payment: Payment, now: Date): Promise<Write[]> {
  const { amount, currency, intentId } = payment;
  const isRight = amount === dueOf(order) && currency === currencyOf(order);
  if (isRight) return pay(tenant, order, { method: 'card', amount, payment: intentId }, now);
  const act: OrderAct = {
    act: 'paid',
    actor: ofSystem,
    at: now,
    details: { amount, currency, method: 'card', payment: intentId },
  };
  const set = { paidAt: now.toISOString(), received: amount, payment: intentId };
  return owed(tenant, order, 'amount', [act], set, now);
}

/** What went back since it was paid. A part changes nothing but the sum; only the whole, or a lost dispute, revokes. */
async function watch(
  tenant: Tenant,
  order: Order,
  { refunded, amount, dispute }: Payment,
  now: Date,
): Promise<Write[]> {
  const settle = nextWatch(tenant, order, now);
  const disputed = dispute === 'open';
  const isLost = dispute === 'lost';
  const back = isLost ? amount : refunded;
  if (back !== order.refunded)
    return refundedTo(tenant, order, { back, because: isLost ? 'dispute' : 'refund', settle }, now);
  const isSame = disputed === (order.disputed ?? false);
  return [orders.update(tenant, order, { when: same(order), ...(!isSame && { set: { disputed } }), due: { settle } })];
}

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

const same = ({ status, chain }: Order) => ({ equals: { status, 'chain.sequence': chain.sequence } });

/** The payment page of the present attempt, opened if it is not yet. @throws StripeSilent */
export async function paymentPage(
  tenant: Tenant,
  order: Order,
  page: string,
): Promise<{ url: string; writes: Write[] }> {
  if (order.session) return { url: order.session.url, writes: [] };
  const session = await openSession(tenant, order, page);
  return { url: session.url, writes: [orders.update(tenant, order, { when: same(order), set: { session } })] };
}

/** Closes the payment page of an order that is given up. What was paid on it meanwhile is found by `settle`. */
export async function closePaymentPage(tenant: Tenant, order: Order): Promise<void> {
  if (!order.session) return;
  try {
    await closeSession(tenant, order, order.session.id);
  } catch (error) {
    if (!(error instanceof StripeSilent)) throw error;
  }
}
