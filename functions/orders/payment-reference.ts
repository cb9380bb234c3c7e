import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { PLATFORM, type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { LARGEST_BASE, referenceOf } from '../payments/reference.ts';

/** Which order a reference is of, at an account that money comes to: two businesses may share one. */
const references = entity({
  name: 'payment-reference',
  partition: 'key',
  schema: z.object({ key: z.string(), tenant: tenantId, orderId: z.string() }),
});

const keyOf = (account: string, ogm: string) => `ref_${account}_${ogm}`;

/**
 * A reference that no order had before, and the write that keeps it: drawn again, with the job, when another order has it.
 * @param account the IBAN that is paid to; the tenant where there is none
 */
export function newReference(tenant: Tenant, account: string, orderId: string) {
  const reference = referenceOf(randomInt(1, LARGEST_BASE + 1));
  const write: Write = references.put(PLATFORM, { key: keyOf(account, reference.ogm), tenant, orderId });
  return { reference, write };
}

/** The order of this business that a reference is of. */
export async function orderReferred(tenant: Tenant, account: string, ogm: string): Promise<string | undefined> {
  const found = await references.get(PLATFORM, { key: keyOf(account, ogm) });
  return found?.tenant === tenant ? found.orderId : undefined;
}
