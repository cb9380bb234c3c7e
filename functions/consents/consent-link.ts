import { after, DAY } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import { findCapability, grantCapability, inTime } from '../../shared/identity/capability.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Hosted } from '../../shared/pages/problem-page.tsx';
import type { Write } from '../../shared/table/transact.ts';
import { hostOf } from './asker.ts';
import { type Consent, getConsent } from './consent.ts';

/** The link of a recipient: by it they answer, come back on an answer, and unsubscribe. Seconds. */
const LINK = { purpose: 'consent', lasts: 5 * 365 * DAY } as const;

/** The paths of a recipient's pages. */
export const consentPath = (token: string, page: '' | '/answer' | '/receipt' = '') => `/consent/${token}${page}`;
export const unsubscribePath = (token: string) => `/unsubscribe/${token}`;

interface RecipientLink {
  /** The page with the question. */
  page: string;
  /** What stands in `List-Unsubscribe`, and what a person presses to receive no more mailings. */
  unsubscribe: string;
  write: Write;
}

/** The links of a mail to this address, which stand nowhere else, and the write that makes them work. */
export function linksFor(
  tenant: Tenant,
  email: string,
  now: Date,
  { mailingId }: Pick<Recipient, 'mailingId'> = {},
): RecipientLink {
  const { purpose, lasts } = LINK;
  const subject = { email, ...(mailingId && { mailingId }) };
  const { token, write } = grantCapability({ tenant, purpose, subject, until: after(now, lasts) });
  const url = config.publicUrl();
  return { page: url + consentPath(token), unsubscribe: url + unsubscribePath(token), write };
}

export interface Recipient {
  tenant: Tenant;
  /** As it is written to. */
  email: string;
  /** None as long as nothing has happened to it. */
  consent: Consent | undefined;
  /** The mailing in whose email the link stood, if it was one. */
  mailingId?: string | undefined;
}

/** Whose link it is. @throws 404, 410 */
export async function recipientOf(token: string, hosted: Hosted, now: Date): Promise<Recipient> {
  const capability = await findCapability(token, LINK.purpose);
  const { tenant, subject } = capability;
  const { email = '', mailingId } = subject;
  const consent = await getConsent(tenant, emailKey(email));
  hosted(() => hostOf(tenant, consent));
  inTime(capability, now);
  return { tenant, email, consent, mailingId };
}
