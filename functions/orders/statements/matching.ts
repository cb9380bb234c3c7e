import { settle } from '../../../shared/function/settle.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { referencesIn } from '../../payments/reference.ts';
import type { Incoming } from '../../payments/statements/statement-line.ts';
import { currencyOf, dueOf, getOrder, happen, heldOf, type Order } from '../order.ts';
import { transferMail } from '../order-mails.ts';
import { IN_STATE } from '../order-states.ts';
import { owed, pay } from '../outcomes.ts';
import { orderReferred } from '../payment-reference.ts';
import { type StatementLine, statementLines } from './line.ts';
import { lineStates } from './line-states.ts';

/** What a payment comes to: the orders it pays, and what of it is to be given back. */
interface Match {
  orderIds: string[];
  refundDue: number;
  writes: Write[];
}

/** The writes by which a line of a statement is noted, with all that follows from it. */
export async function noted(
  tenant: Tenant,
  iban: string,
  { id, cents, bookedOn, texts, payer, payerIban }: Incoming & { id: string },
  now: Date,
): Promise<Write[]> {
  const found = await ordersOf(tenant, iban, texts);
  const match = found.length ? await matched(tenant, found, cents, id, now) : undefined;
  const line = {
    ...{ id, iban, amount: cents, bookedOn, texts: [...texts], payer, payerIban },
    ...{ orderIds: match?.orderIds ?? [], refundDue: match?.refundDue ?? 0, createdAt: now.toISOString() },
  };
  const status = match ? (match.refundDue > 0 ? 'refund-due' : 'matched') : 'unmatched';
  return [statementLines.put(tenant, { ...line, status }), ...(match?.writes ?? [])];
}

/** The orders whose references a payer or a bank wrote. */
async function ordersOf(tenant: Tenant, iban: string, texts: readonly string[]): Promise<Order[]> {
  const ids = await Promise.all(referencesIn(texts).map((ogm) => orderReferred(tenant, iban, ogm)));
  const orders = await Promise.all(ids.flatMap((id) => (id ? [getOrder(tenant, id)] : [])));
  return orders.flatMap((order) => (order && isOfEuros(order) ? order : []));
}

export const restOf = (order: Order) => dueOf(order) - heldOf(order);
/** Statements are of euros. */
export const isOfEuros = (order: Order) => currencyOf(order) === 'EUR';
const isAwaited = (order: Order) => isOfEuros(order) && IN_STATE[order.status].paying === 'confirm';

/** One order takes what comes; several only exactly what they come to together. */
async function matched(
  tenant: Tenant,
  orders: readonly Order[],
  cents: number,
  lineId: string,
  now: Date,
): Promise<Match | undefined> {
  const [only] = orders;
  if (orders.length === 1 && only) return paidTo(tenant, only, cents, lineId, now);
  // Those of one sale cannot be paid in one transaction: each is paid alone, and killed halfway the others still are.
  const paid = (order: Order) => order.paidBy === lineId;
  const sum = orders.reduce((all, order) => all + (paid(order) ? dueOf(order) : restOf(order)), 0);
  if (sum !== cents || !orders.every((order) => paid(order) || isAwaited(order))) return undefined;
  for (const { id } of orders) {
    await settle(async () => {
      const order = await getOrder(tenant, id);
      const isDue = order && !paid(order) && isAwaited(order);
      return { writes: isDue ? (await paidTo(tenant, order, restOf(order), lineId, now)).writes : [] };
    }, now);
  }
  return { orderIds: orders.map(({ id }) => id), refundDue: 0, writes: [] };
}

/** So much comes in for an order: it is paid, or a part of it, or it had been before. */
async function paidTo(tenant: Tenant, order: Order, cents: number, lineId: string, now: Date): Promise<Match> {
  const orderIds = [order.id];
  if (!isAwaited(order)) return { orderIds, refundDue: cents, writes: [] };
  const rest = restOf(order);
  if (cents < rest) return { orderIds, refundDue: 0, writes: await part(tenant, order, cents, lineId, now) };
  const writes = await pay(tenant, order, { method: 'transfer', amount: rest, payment: lineId }, now);
  return { orderIds, refundDue: cents - rest, writes };
}

/** The writes by which a part has come: the buyer is asked for the rest. */
async function part(tenant: Tenant, order: Order, cents: number, lineId: string, now: Date): Promise<Write[]> {
  const received = order.received + cents;
  const act = {
    act: 'paid',
    actor: { kind: 'system' },
    at: now,
    details: { amount: cents, currency: 'EUR', method: 'transfer', payment: lineId },
  } as const;
  // Nobody waits for the rest of what has expired or was called off: the part goes back.
  if (order.status !== 'awaiting-payment')
    return owed(tenant, order, order.status === 'cancelled' ? 'cancelled' : 'partial', [act], { received }, now);
  const mail = await transferMail(tenant, { ...order, received }, now, restOf({ ...order, received }));
  return [...happen(tenant, order, [act], { set: { received } }, now), ...mail];
}

/** The writes by which a person says which order a line pays. */
export async function assigned(tenant: Tenant, line: StatementLine, order: Order, now: Date) {
  const cents = line.status === 'refund-due' ? line.refundDue : line.amount;
  const { refundDue, writes } = await paidTo(tenant, order, cents, line.id, now);
  const set = { orderIds: [...new Set([...line.orderIds, order.id])], refundDue };
  const by = refundDue > 0 ? 'assignPart' : 'assign';
  const after: StatementLine = { ...line, ...set, status: lineStates.transitions[by].to };
  return { line: after, writes: [statementLines.move(tenant, line, by, { set }), ...writes] };
}
