import * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { suppress } from './suppression.ts';

/** In a row, without a delivery between them: whoever is away for so long is written to no more. */
const MOST = 5;

/** How many mails in a row did not reach an address for a reason that may pass. */
const softBounces = entity({
  name: 'soft-bounces',
  partition: 'address',
  schema: z.object({ address: z.string(), inARow: z.int(), lastAt: z.string() }),
  expires: ({ lastAt }) => after(new Date(lastAt), 365 * DAY),
});

interface Bounce {
  tenant: Tenant;
  address: string;
  /** `ses`, or the SMTP account. */
  source: string;
  /** In the words of the server. */
  detail?: string | undefined;
}

/** The writes by which a mail that did not arrive counts: the fifth in a row suppresses its address. */
export async function softBounced({ tenant, address: written, source, detail }: Bounce, now: Date): Promise<Write[]> {
  const address = emailKey(written);
  const before = await softBounces.get(tenant, { address });
  const inARow = (before?.inARow ?? 0) + 1;
  const when = before ? { equals: { inARow: before.inARow } } : { absent: true as const };
  const kept = softBounces.put(tenant, { address, inARow, lastAt: now.toISOString() }, { when });
  if (inARow < MOST) return [kept];
  return [
    softBounces.delete(tenant, { address }),
    ...(await suppress({ tenant, address, reason: 'soft-bounces', source, detail, now })),
  ];
}

/** The writes by which a delivery ends the row; none when there is none, as nearly always. */
export async function delivered(tenant: Tenant, address: string): Promise<Write[]> {
  const key = { address: emailKey(address) };
  const row = await softBounces.get(tenant, key);
  return row ? [softBounces.delete(tenant, key)] : [];
}
