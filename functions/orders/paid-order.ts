import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { getOrder, type Order } from './order.ts';

/** Which order a payment of Stripe's is of: refunds and disputes name nothing else. */
const paidOrders = entity({
  name: 'paid-order',
  partition: 'payment',
  schema: z.object({ payment: z.string(), orderId: z.string() }),
});

/** The write by which an order is found by its payment. */
export const knowPayment = (tenant: Tenant, { id }: Pick<Order, 'id'>, payment: string): Write =>
  paidOrders.put(tenant, { payment, orderId: id }, { when: {} });

export async function orderPaidBy(tenant: Tenant, payment: string | null | undefined): Promise<Order | undefined> {
  const found = payment ? await paidOrders.get(tenant, { payment }) : undefined;
  return found && getOrder(tenant, found.orderId);
}
