import * as z from 'zod';
import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { newId } from '../../shared/ids.ts';
import { outgoing } from '../../shared/queue/send.ts';
import { dueNow } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { releaseMails } from './commands/release-mails.ts';
import { suppressionView } from './suppression-view.ts';

/** That nothing more is sent to an address, from when to when, and why. Lifted ones are kept: they are its history. */
export const suppressions = entity({
  name: 'suppression',
  partition: 'id',
  feed: true,
  lists: { address: 'address' },
  dues: { release: 'always' },
  schema: suppressionView,
});
export type Suppression = z.infer<(typeof suppressions)['schema']>;

/** The suppression in force for an address, at most one: there is one row for it. */
const suppressedAddresses = entity({
  name: 'suppressed-address',
  partition: 'address',
  schema: z.object({ address: z.string(), suppressionId: z.string() }),
});

/** What forbids to send to an address, if anything does. */
export async function isSuppressed(tenant: Tenant, address: string): Promise<Suppression | undefined> {
  const found = await suppressedAddresses.get(tenant, { address: emailKey(address) });
  return found && suppressions.get(tenant, { id: found.suppressionId });
}

interface Wanted {
  tenant: Tenant;
  address: string;
  reason: Suppression['reason'];
  source: string;
  detail?: string | undefined;
  now: Date;
}

/**
 * The suppression of an address and the writes that make it; no writes when it is in force. A complaint takes the place
 * of any other reason, because a person stands behind it. Done again when two suppress the same address at once.
 */
export async function suppression(wanted: Wanted): Promise<{ suppression: Suppression; writes: Write[] }> {
  const { tenant, reason, source, detail, now } = wanted;
  const address = emailKey(wanted.address);
  const current = await isSuppressed(tenant, address);
  const said = { reason, source, ...(detail && { detail: detail.slice(0, 1000) }), at: now.toISOString() };
  if (!current) {
    const added: Suppression = { id: newId('sup', now), address, ...said };
    const inForce = { address, suppressionId: added.id };
    return { suppression: added, writes: [suppressions.put(tenant, added), suppressedAddresses.put(tenant, inForce)] };
  }
  if (reason !== 'complaint' || current.reason === 'complaint') return { suppression: current, writes: [] };
  const { id, reason: before } = current;
  const when = { equals: { reason: before }, missing: ['lifted'] };
  return { suppression: { ...current, ...said }, writes: [suppressions.update(tenant, { id }, { set: said, when })] };
}

/** The writes that suppress an address; none when it is suppressed. */
export const suppress = async (wanted: Wanted): Promise<Write[]> => (await suppression(wanted)).writes;

/** That an address is still suppressed by what was read: who holds a mail back must not miss that it was lifted. */
export const stillSuppressed = (tenant: Tenant, { id, address }: Suppression): Write =>
  suppressedAddresses.check(tenant, { address }, { equals: { suppressionId: id } });

/** The writes that allow an address again, saying by whom and why; what was held back leaves. */
export function lift(tenant: Tenant, { id, address }: Suppression, by: string, reason: string, now: Date): Write[] {
  return [
    suppressions.update(
      tenant,
      { id },
      {
        set: { lifted: { at: now.toISOString(), by, reason } },
        when: { missing: ['lifted'] },
        due: { release: dueNow(outgoing(releaseMails, { tenant, suppressionId: id }), now) },
      },
    ),
    suppressedAddresses.delete(tenant, { address }, { when: { equals: { suppressionId: id } } }),
  ];
}
