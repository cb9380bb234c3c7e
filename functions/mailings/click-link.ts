import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { grantCapability, useCapability } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';

/** By which the links of one email are led. It opens the pages of that email and nothing else. Seconds. */
const LINK = { purpose: 'mailing-link', lasts: 5 * 365 * DAY } as const;

/** Who reads the email: an address of the audience, by its key; or the user who tries the mailing, and is not counted. */
type Reader = { mailingId: string } & ({ key: string } | { userId: string });

/** What stands before the number of each link in an email whose clicks are counted, and the write that makes it work. */
export function clicksLink(tenant: Tenant, reader: Reader, now: Date): { clicks: string; write: Write } {
  const { purpose, lasts } = LINK;
  const { token, write } = grantCapability({ tenant, purpose, subject: { ...reader }, until: after(now, lasts) });
  return { clicks: `${config.publicUrl()}/c/${token}`, write };
}

/** Whose link it is. @throws 404, 410 */
export async function readerOf(token: string, now: Date): Promise<{ tenant: Tenant; reader: Reader }> {
  const { tenant, subject } = await useCapability(token, LINK.purpose, now);
  return { tenant, reader: subject as Reader };
}
