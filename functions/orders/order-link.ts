import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { grantCapability, useCapability } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { notFound } from '../../shared/problem/problem.ts';
import type { Write } from '../../shared/table/transact.ts';
import { getOrder, type Order } from './order.ts';

/** The link of a buyer: by it they order, pay, download and withdraw. Seconds. */
const LINK = { purpose: 'order', lasts: 3 * 365 * DAY } as const;

/** The paths of a buyer's pages. */
export const orderPath = (
  token: string,
  page: '' | '/pay' | '/download' | '/withdrawal' | '/withdrawal/confirm' = '',
) => `/order/${token}${page}`;

/** A link of a mail, which stands nowhere else, and the write that makes it work. */
export function orderLink(tenant: Tenant, { id }: Pick<Order, 'id'>, now: Date): { link: string; write: Write } {
  const { purpose, lasts } = LINK;
  const { token, write } = grantCapability({ tenant, purpose, subject: { orderId: id }, until: after(now, lasts) });
  return { link: config.publicUrl() + orderPath(token), write };
}

/** Whose link it is. @throws 404, 410 */
export async function orderOf(token: string, now: Date): Promise<{ tenant: Tenant; order: Order }> {
  const { tenant, subject } = await useCapability(token, LINK.purpose, now);
  const order = await getOrder(tenant, subject.orderId ?? '');
  if (!order) throw notFound();
  return { tenant, order };
}
