import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import { contactWithEmail } from '../contacts/contact-by-email.ts';
import type { OnlyWhile } from '../mail/only-while.ts';
import { isSuppressed } from '../mail/suppression.ts';
import { consents, getConsent } from './consent.ts';
import type { ConsentStatus } from './consent-states.ts';
import { USUAL_PER_MONTH } from './wording.ts';

/** Where an address stands: the first of these that applies. Suppression outlives consent. */
export type Standing = 'external' | 'suppressed' | Exclude<ConsentStatus, 'accepted'> | 'accepted';

/**
 * Where an address stands now.
 * @param isRegistered the caller has it from a contact of the business, as an audience does: it is not looked up again
 */
export async function standingOf(tenant: Tenant, email: string, { isRegistered = false } = {}): Promise<Standing> {
  const [known, suppression, consent] = await Promise.all([
    isRegistered || contactWithEmail(tenant, email),
    isSuppressed(tenant, email),
    getConsent(tenant, email),
  ]);
  if (!known) return 'external';
  return suppression ? 'suppressed' : (consent?.status ?? 'not-solicited');
}

/**
 * Through whom a mailing leaves: the platform's shared sender, which only reaches those who agreed; or the business's own,
 * which may reach also those of whom nothing is known, if the business chose so and answers for it.
 */
export type MailingSender = { kind: 'platform' } | { kind: 'own'; also: readonly ('pending' | 'not-solicited')[] };

const reached = (sender: MailingSender): ConsentStatus[] => ['accepted', ...(sender.kind === 'own' ? sender.also : [])];

/** Whether this sender's mailings may be sent to an address that stands so. */
export const mayBeReached = (standing: Standing, sender: MailingSender): boolean =>
  reached(sender).some((status) => status === standing);

/**
 * The condition with which a mailing's mail is queued: it is read again immediately before each hand-off, beside
 * suppression, so that a withdrawal is in force for mails that are on their way too.
 */
export function whileReachable(tenant: Tenant, email: string, sender: MailingSender): OnlyWhile {
  const status = reached(sender);
  return {
    row: consents.keyOf(tenant, { address: emailKey(email) }),
    status,
    orAbsent: status.includes('not-solicited'),
  };
}

/**
 * The write that counts a mailing's email to somebody who agreed to so many a month, for the transaction in which it is
 * queued; none for who agreed to nothing. A month is one of the calendar, in UTC.
 * @returns nothing when they have had as many as they agreed to
 */
export async function countedMailing(tenant: Tenant, email: string, now: Date): Promise<Write[] | undefined> {
  const consent = await getConsent(tenant, email);
  if (consent?.status !== 'accepted') return [];
  const { mailed, perMonth = USUAL_PER_MONTH } = consent;
  const month = now.toISOString().slice(0, 7);
  const count = mailed?.month === month ? mailed.count : 0;
  if (count >= perMonth) return undefined;
  const when = { equals: { mailed } };
  return [consents.update(tenant, consent, { when, set: { mailed: { month, count: count + 1 } } })];
}
