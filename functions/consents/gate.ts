import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import { contactWithEmail } from '../contacts/contact-by-email.ts';
import type { OnlyWhile } from '../mail/only-while.ts';
import { isSuppressed } from '../mail/suppression.ts';
import { type Consent, consents, getConsent } from './consent.ts';
import type { ConsentStatus } from './consent-states.ts';
import { USUAL_PER_MONTH } from './wording.ts';

/** Where an address stands: the first of these that applies. Suppression outlives consent. */
export type Standing = 'external' | 'suppressed' | Exclude<ConsentStatus, 'accepted'> | 'accepted';

interface Stand {
  standing: Standing;
  /** What its owner agreed to, if anything was ever asked. */
  consent: Consent | undefined;
}

/**
 * Where an address stands now.
 * @param isRegistered the caller has it from a contact of the business, as an audience does: it is not looked up again
 */
export async function standOf(tenant: Tenant, email: string, { isRegistered = false } = {}): Promise<Stand> {
  const [known, suppression, consent] = await Promise.all([
    isRegistered || contactWithEmail(tenant, email),
    isSuppressed(tenant, email),
    getConsent(tenant, email),
  ]);
  const standing = suppression ? 'suppressed' : (consent?.status ?? 'not-solicited');
  return { standing: known ? standing : 'external', consent };
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

/** A month of the calendar, in UTC: `2027-03`. */
export const monthOf = (at: string): string => at.slice(0, 7);

const mailedIn = ({ mailed }: Consent, month: string): number => (mailed?.month === month ? mailed.count : 0);

/** Whether the owner of an address has had as many mailings in a month as they agreed to. */
export const hasEnough = (consent: Consent | undefined, month: string): boolean =>
  consent?.status === 'accepted' && mailedIn(consent, month) >= (consent.perMonth ?? USUAL_PER_MONTH);

/**
 * The write that counts a mailing's email to somebody who agreed to so many a month, for the transaction in which it is
 * queued; none for who agreed to nothing.
 */
export function countedMailing(tenant: Tenant, consent: Consent | undefined, now: Date): Write[] {
  if (consent?.status !== 'accepted') return [];
  const month = monthOf(now.toISOString());
  const mailed = { month, count: mailedIn(consent, month) + 1 };
  return [consents.update(tenant, consent, { when: { equals: { mailed: consent.mailed } }, set: { mailed } })];
}
