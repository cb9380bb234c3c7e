import { serve } from '../../../shared/function/http.ts';
import { conflict } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import { happen, offered } from '../order.ts';
import { IN_STATE, orderStates } from '../order-states.ts';
import { ticketOf } from '../tickets.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant, userId }, now }) => {
  const { order, ticket } = await ticketOf(tenant, params.code);
  if (!order.tickets || !IN_STATE[order.status].delivers) throw orderStates.refusal(order);
  const before = order.tickets.checkedIn[ticket];
  if (before) throw passed(before);
  const checkedInAt = now.toISOString();
  const tickets = { ...order.tickets, checkedIn: { ...order.tickets.checkedIn, [ticket]: checkedInAt } };
  const act = { act: 'checked-in', actor: { kind: 'user', id: userId }, at: now, details: { ticket } } as const;
  return {
    status: 200,
    body: { orderId: order.id, ticket, title: offered(order).title, name: order.name, checkedInAt },
    writes: happen(tenant, order, [act], { set: { tickets } }, now),
  };
});

const passed = (at: string) =>
  conflict('ticket-used', say(`Ce billet est déjà passé, le ${at}.`, `This ticket has passed already, on ${at}.`));
