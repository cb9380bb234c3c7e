import { serve } from '../../../shared/function/http.ts';
import { conflict, invalidField, unavailable } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findOrder } from '../order.ts';
import { refundedTo } from '../settling.ts';
import { refundPayment, StripeSilent } from '../stripe-session.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant, userId }, now }) => {
  const order = await findOrder(tenant, params.orderId);
  const left = order.received - order.refunded;
  if (left <= 0) throw nothingLeft();
  const amount = body.amount ?? left;
  if (amount > left) throw tooMuch(left);
  const back = order.refunded + amount;
  // Named by what has happened until now: the same demand, sent twice, is one refund.
  if (order.payment)
    await refundPayment(tenant, order, {
      payment: order.payment,
      amount,
      key: `${order.id}:refund:${order.chain.sequence}`,
    }).catch(silent);
  const writes = await refundedTo(tenant, order, { back, because: 'refund', userId }, now);
  const isWhole = back >= order.received;
  const status = isWhole ? ('refunded' as const) : order.status;
  return { status: 200, body: viewOf({ ...order, status, refunded: back }), writes };
});

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
