import type { Tenant } from '../../shared/identity/tenant.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { type Due, dueNow } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { followOrder } from './commands/follow-order.ts';
import { type Order, offered } from './order.ts';
import type { OrderAct } from './order-acts.ts';
import { confirmationMail, saleNotice } from './order-mails.ts';
import { newTickets } from './tickets.ts';

/**
 * What follows when an order is confirmed, whoever finds out first: its tickets, the mail to the buyer, the notice to the
 * merchant, and what is told to others. All of it hangs on the one write that confirms it, so that it happens once; what
 * takes time comes after, each thing alone, and keeps nobody waiting.
 */
export async function confirmation(tenant: Tenant, order: Order, now: Date) {
  const { type, quantity, webhookUrl, listId, notifyEmail } = offered(order);
  const tickets = type === 'place' ? await newTickets(tenant, order, quantity) : undefined;
  const act: OrderAct = { act: 'confirmed', actor: { kind: 'system' }, at: now };
  const follows = webhookUrl !== undefined || (listId !== undefined && order.joinsList === true);
  const set = { confirmedAt: now.toISOString(), ...(tickets && { tickets: tickets.tickets }) };
  const due: { settle: null; follow?: Due } = {
    settle: null,
    ...(follows && { follow: dueNow(outgoing(followOrder, { tenant, orderId: order.id }), now) }),
  };
  const confirmed: Order = { ...order, ...set, status: 'confirmed' };
  const writes: Write[] = [
    ...(tickets ? [tickets.write] : []),
    ...(await confirmationMail(tenant, confirmed, now)),
    ...(notifyEmail ? [await saleNotice(tenant, confirmed, notifyEmail, now)] : []),
  ];
  return { acts: [act], set: { set, due }, writes };
}
