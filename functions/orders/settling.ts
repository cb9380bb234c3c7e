import { after, HOUR } from '../../shared/clock.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { type Due, dueAt } from '../../shared/table/due.ts';
import { commit, type Write } from '../../shared/table/transact.ts';
import { currencyOf, dueOf, getOrder, happen, type Order, orders, settlingOf } from './order.ts';
import type { OrderAct } from './order-acts.ts';
import { IN_STATE, orderStates } from './order-states.ts';
import { lapse, nextLook, nextWatch, ofSystem, owed, pay, refundedTo } from './outcomes.ts';
import { LOOKED_AT } from './placing.ts';
import { closeSession, NoKey, openSession, type Payment, readPayment, StripeSilent } from './stripe-session.ts';

/**
 * Takes an order on from where it is: the writes. Events, the buyer's return and the clock all come here, in any order and
 * number; what Stripe says of the payment now is what counts.
 * @throws StripeSilent
 */
export async function settle(tenant: Tenant, order: Order, now: Date): Promise<Write[]> {
  const { status, method, session } = order;
  const isAwaited = status === 'awaiting-payment';
  if (method === 'transfer') {
    const until = new Date(order.heldUntil ?? now);
    if (isAwaited && now >= until) return lapse(tenant, order, now);
    return looked(tenant, order, isAwaited ? dueAt(settlingOf(tenant, order), until) : null);
  }
  // We died between the order and its payment page: nobody was ever sent to it.
  if (method !== 'card' || !session) {
    if (isAwaited && isOver(order, now)) return lapse(tenant, order, now);
    return looked(tenant, order, isAwaited ? nextClosing(tenant, order, now) : null);
  }
  try {
    return await follow(tenant, order, await readPayment(tenant, order, session.id), now);
  } catch (error) {
    if (!(error instanceof NoKey)) throw error;
    return unasked(tenant, order, now);
  }
}

/** Nothing happened: it is looked at again then, or no more. */
const looked = (tenant: Tenant, order: Order, settle: Due | null): Write[] => [
  orders.update(tenant, order, { when: same(order), due: { settle } }),
];

/** When its payment page has closed, or an hour later if Stripe's clock is late. */
const nextClosing = (tenant: Tenant, order: Order, now: Date): Due => {
  const closed = after(new Date(order.attemptUntil ?? now), LOOKED_AT);
  return dueAt(settlingOf(tenant, order), closed > now ? closed : after(now, HOUR));
};

/**
 * The merchant has taken the key away: Stripe cannot be asked. What it holds is held no longer than it would be, and it is
 * looked at now and then, should a key come back.
 */
function unasked(tenant: Tenant, order: Order, now: Date): Promise<Write[]> | Write[] {
  const { status } = order;
  if (status === 'awaiting-payment' && isOver(order, now)) return lapse(tenant, order, now);
  if (status === 'awaiting-payment') return looked(tenant, order, nextClosing(tenant, order, now));
  return looked(tenant, order, (order.paidAt ? nextWatch : nextLook)(tenant, order, now));
}

const isOver = ({ attemptUntil = '' }: Order, now: Date) => now.toISOString() >= attemptUntil;

async function follow(tenant: Tenant, order: Order, payment: Payment, now: Date): Promise<Write[]> {
  const { status } = order;
  switch (payment.status) {
    case 'open':
      return looked(tenant, order, nextClosing(tenant, order, now));
    case 'expired':
    case 'failed': {
      const isWaited = status === 'awaiting-payment' || status === 'processing';
      if (isWaited) return lapse(tenant, order, now);
      return looked(tenant, order, null);
    }
    case 'under-way': {
      const settle = nextLook(tenant, order, now);
      if (status !== 'awaiting-payment') return looked(tenant, order, settle);
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

/**
 * Closes an order's payment page for good before it is paid in another way, so that it is not paid twice: the order as it
 * then stands.
 * @throws StripeSilent; 409 while a payment by card is under way
 */
export async function closedToCards(tenant: Tenant, order: Order, now: Date): Promise<Order> {
  if (!order.session || IN_STATE[order.status].paying !== 'confirm') return order;
  await closeSession(tenant, order, order.session.id);
  const payment = await readPayment(tenant, order, order.session.id);
  if (payment.status === 'expired' || payment.status === 'failed') return order;
  await commit(await follow(tenant, order, payment, now), now);
  const since = (await getOrder(tenant, order.id)) ?? order;
  if (since.status === 'processing') throw orderStates.refusal(since);
  return since;
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
