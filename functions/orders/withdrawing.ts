import { after, MINUTE } from '../../shared/clock.ts';
import type { Client } from '../../shared/identity/actor.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { dueAt } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { getSaleAction, release, takeBack } from '../shop/sale-action.ts';
import { happen, heldOf, type Order, offered, settlingOf } from './order.ts';
import type { OrderAct } from './order-acts.ts';
import { receiptMail } from './order-mails.ts';
import { IN_STATE } from './order-states.ts';
import { declarationOf } from './withdrawal-page.tsx';
import { outcomeOf } from './withdrawal-period.ts';

interface Declaration {
  name: string;
  contract: string;
  email: string;
  client: Client;
}

/**
 * The writes by which a buyer withdraws: the declaration is noted and its receipt sent, whatever it comes to. Within the
 * period it ends the contract; outside of it, or where the law gives no right, the merchant decides.
 */
export async function withdraw(
  tenant: Tenant,
  order: Order,
  { name, contract, email, client }: Declaration,
  now: Date,
): Promise<Write[]> {
  const { withdrawing } = IN_STATE[order.status];
  if (withdrawing === 'never') return [];
  const outcome = outcomeOf(order, now);
  const act: OrderAct = {
    act: 'withdrawal-declared',
    actor: { kind: 'buyer', id: order.id },
    at: now,
    details: { outcome },
    personal: { address: client.address, userAgent: client.userAgent, name, contract, email },
  };
  const withdrawal = { at: now.toISOString(), name, email, outcome };
  // Who has paid nothing yet is not held to a contract that they no longer want.
  const ends = outcome === 'accepted' || withdrawing === 'cancel';
  // A part that had come in is owed back.
  const isOwed = withdrawing === 'cancel' && heldOf(order) > 0;
  const move = isOwed ? ('owe' as const) : withdrawing;
  const { quantity } = offered(order);
  const action = ends ? await getSaleAction(tenant, order.saleActionId) : undefined;
  const back = withdrawing === 'cancel' ? release : takeBack;
  // What was paid at the last moment is found, and owed back.
  const due = withdrawing === 'cancel' ? { settle: dueAt(settlingOf(tenant, order), after(now, 5 * MINUTE)) } : {};
  return [
    ...happen(
      tenant,
      order,
      [act],
      { ...(ends && { move, due }), set: { withdrawal, ...(isOwed && { because: 'cancelled' as const }) } },
      now,
    ),
    ...(action ? [back(tenant, action, quantity)] : []),
    ...(await receiptMail(tenant, { ...order, withdrawal }, declarationOf(name, contract, order.locale), now)),
  ];
}
