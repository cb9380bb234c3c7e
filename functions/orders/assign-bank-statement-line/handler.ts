import { serve } from '../../../shared/function/http.ts';
import { conflict, unavailable } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { findOrder, isTrial, type Order } from '../order.ts';
import { closedToCards } from '../settling.ts';
import { findLine, viewOf } from '../statements/line.ts';
import { lineStates } from '../statements/line-states.ts';
import { assigned, isOfEuros, restOf } from '../statements/matching.ts';
import { StripeSilent } from '../stripe-session.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, body, actor: { tenant }, now }) => {
  const [line, found] = await Promise.all([findLine(tenant, params.lineId), findOrder(tenant, body.orderId)]);
  if (!lineStates.may('assign', line)) throw lineStates.refusal(line, 'line-settled');
  mustTake(found, line.amount);
  const order = await closedToCards(tenant, found, now).catch(silent);
  const { line: after, writes } = await assigned(tenant, line, order, now);
  return { status: 200, body: viewOf(after), writes };
});

/** A statement is of euros, of real ones; and Stripe's page asks for the whole, never for the rest of a part. */
function mustTake(order: Order, amount: number): void {
  if (!isOfEuros(order)) throw refused(NOT_EUROS);
  if (isTrial(order)) throw refused(A_TRIAL);
  if (order.method === 'card' && amount < restOf(order)) throw refused(A_PART);
}

const NOT_EUROS = say(
  'Cette commande n’est pas en euros, et le relevé l’est : rendez ce virement, ou attribuez-le à une autre.',
  'This order is not in euros, and the statement is: give the transfer back, or assign it to another.',
);
const A_TRIAL = say(
  'C’est une commande d’essai : elle ne se paie pas en argent véritable.',
  'This is a trial order: it is not paid in real money.',
);
const A_PART = say(
  'Une commande à payer par carte ne prend pas une partie : attribuez-lui un virement de toute la somme.',
  'An order to be paid by card takes no part: assign it a transfer of the whole sum.',
);
const refused = (why: typeof NOT_EUROS) => conflict('transfer-refused', why);

function silent(error: unknown): never {
  if (!(error instanceof StripeSilent)) throw error;
  throw unavailable(
    say(
      'La page de paiement de cette commande est ouverte, et Stripe ne répond pas pour la fermer. Réessayez.',
      'The payment page of this order is open, and Stripe does not answer to close it. Try again.',
    ),
  );
}
