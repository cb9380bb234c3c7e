import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { conflict, invalidField, unavailable } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findOrder, heldOf, type Order } from '../order.ts';
import { orderStates } from '../order-states.ts';
import { refundedTo } from '../outcomes.ts';
import { readPayment, refundPayment, StripeSilent } from '../stripe-session.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant, userId }, now }) => {
  const order = await findOrder(tenant, params.orderId);
  const left = heldOf(order);
  if (left <= 0) throw nothingLeft();
  const amount = body.amount ?? left;
  if (amount > left) throw tooMuch(left);
  const back = order.payment
    ? await refundedByCard(tenant, { ...order, payment: order.payment }, amount, now).catch(silent)
    : order.refunded + amount;
  const writes = await refundedTo(tenant, order, { back, because: 'refund', userId }, now);
  const isOver = back >= order.received && orderStates.may('refund', order);
  const status = isOver ? ('refunded' as const) : order.status;
  return { status: 200, body: viewOf({ ...order, status, refunded: back }), writes };
});

/**
 * Sends money back by Stripe: all that went back by then, as Stripe counts it. Named by the demand, which looks again when
 * the order moved meanwhile, be it by the event of this very refund: it is sent once.
 */
async function refundedByCard(tenant: Tenant, order: Order & { payment: string }, amount: number, now: Date) {
  const key = `${order.id}:refund:${now.getTime()}`;
  await refundPayment(tenant, order, { payment: order.payment, amount, key });
  return order.session ? (await readPayment(tenant, order, order.session.id)).refunded : order.refunded + amount;
}

const nothingLeft = () =>
  conflict(
    'nothing-to-refund',
    say(
      'Il n’y a rien à rembourser : rien n’est arrivé, ou tout est déjà rendu.',
      'There is nothing to refund: nothing has come in, or all went back.',
    ),
  );
const tooMuch = (left: number) =>
  invalidField(
    '/amount',
    say(`Il reste ${left} centimes à rendre, pas davantage.`, `${left} cents are left to give back, no more.`),
  );

function silent(error: unknown): never {
  if (!(error instanceof StripeSilent)) throw error;
  throw unavailable(
    say(
      'Stripe n’a pas remboursé : il ne répond pas, ou la clé n’en a pas le droit. Réessayez, ou remboursez depuis Stripe : la commande le saura.',
      'Stripe did not refund: it does not answer, or the key lacks the right. Try again, or refund at Stripe: the order will know.',
    ),
  );
}
