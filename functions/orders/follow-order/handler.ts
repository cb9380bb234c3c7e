import { after, DAY, HOUR, MINUTE } from '../../../shared/clock.ts';
import { emailKey } from '../../../shared/fields/email-address.ts';
import { serve } from '../../../shared/function/queue.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { post } from '../../../shared/outside/post.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueAt } from '../../../shared/table/due.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { getList, grow } from '../../lists/list.ts';
import { getAddresses, putAddress } from '../../lists/list-address.ts';
import { followOrder } from '../commands/follow-order.ts';
import { getOrder, type Order, offered, orders } from '../order.ts';
import { viewOf } from '../view-of-order.ts';
import contract from './contract.ts';

/** Milliseconds that the merchant's software may take. */
const PATIENCE = 15_000;
/** Seconds after which a call that failed is made again, each time longer; then it is given up. */
const AGAIN = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, DAY, DAY];

/** Each thing alone: one that fails keeps no other, and is tried again. */
export const handler = serve(contract, async ({ data: { tenant, orderId }, now, log, transact }) => {
  const order = await getOrder(tenant, orderId);
  if (!order?.offer) return [];
  if (order.joinsList && !order.followed.includes('list')) {
    await transact(await joinList(tenant, order, now));
    return followAgain(tenant, order, now);
  }
  const { webhookUrl } = offered(order);
  if (!webhookUrl || order.followed.includes('webhook')) return [done(tenant, order, order.followed)];
  const fault = await call(webhookUrl, order);
  log.info('sale-webhook', { orderId, fault });
  if (!fault) return [done(tenant, order, [...order.followed, 'webhook'])];
  const wait = AGAIN[order.tries ?? 0];
  if (wait === undefined) return [done(tenant, order, order.followed)];
  const follow = dueAt(outgoing(followOrder, { tenant, orderId }), after(now, wait));
  return [orders.update(tenant, order, { add: { tries: 1 }, due: { follow } })];
});

const followAgain = (tenant: Tenant, order: Order, now: Date): Write[] => {
  const followed = [...order.followed, 'list'] as const;
  if (!offered(order).webhookUrl) return [done(tenant, order, followed)];
  const follow = dueAt(outgoing(followOrder, { tenant, orderId: order.id }), now);
  return [orders.update(tenant, order, { set: { followed: [...followed] }, due: { follow } })];
};

const done = (tenant: Tenant, order: Order, followed: readonly Order['followed'][number][]): Write =>
  orders.update(tenant, order, { set: { followed: [...followed] }, due: { follow: null } });

/** Tells the merchant's software of the order. @returns what went wrong */
async function call(url: string, order: Order): Promise<string | undefined> {
  const body = JSON.stringify({ type: 'order.confirmed', orderId: order.id, order: viewOf(order) });
  const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Guichet-Webhooks/1' };
  try {
    const { status } = await post(new URL(url), { headers, body, patience: PATIENCE });
    return status >= 200 && status < 300 ? undefined : `status ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The buyer ticked the box: the address joins the list, once. */
async function joinList(tenant: Tenant, order: Order, now: Date): Promise<Write[]> {
  const { listId } = offered(order);
  const list = listId === undefined ? undefined : await getList(tenant, listId);
  if (!list) return [];
  const key = emailKey(order.email);
  const [there] = await getAddresses(tenant, list.id, [key]);
  if (there) return [];
  const fields: Record<string, string> = order.name ? { name: order.name } : {};
  return [
    grow(tenant, list, 1, Object.keys(fields)),
    putAddress(tenant, list.id, { key, email: order.email, fields }, now),
  ];
}
