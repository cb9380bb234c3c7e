import type * as z from 'zod';
import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { contacts } from '../contacts/contact.ts';
import { contactWithEmail } from '../contacts/contact-by-email.ts';
import { isSuppressed } from '../mail/suppression.ts';
import { type Consent, getConsent } from './consent.ts';
import { IN_STATE } from './consent-states.ts';
import type { ACTIONS, consentView } from './consent-view.ts';
import { notAskedBecause, renewableAt } from './may-ask.ts';

/** An address of the business, with all that decides what may be done. */
export interface Addressed {
  email: string;
  /** The contact that has it, with the address as typed; none for an external one. */
  known: Awaited<ReturnType<typeof contactWithEmail>>;
  suppression: Awaited<ReturnType<typeof isSuppressed>>;
  consent: Consent | undefined;
}

/** @param recordId a record that had it when last seen: looked at first */
export async function loadAddressed(tenant: Tenant, email: string, recordId?: string): Promise<Addressed> {
  const [known, suppression, consent] = await Promise.all([
    knownAs(tenant, email, recordId),
    isSuppressed(tenant, email),
    getConsent(tenant, email),
  ]);
  return { email, known, suppression, consent };
}

async function knownAs(tenant: Tenant, email: string, recordId: string | undefined): Promise<Addressed['known']> {
  const contact = recordId === undefined ? undefined : await contacts.get(tenant, { id: recordId });
  const typed = contact?.emails.find((each) => emailKey(each) === emailKey(email));
  return contact && typed !== undefined ? { contact, email: typed } : contactWithEmail(tenant, email);
}

/** The consent of an address as the API shows it. */
export function viewOf({ email, known, suppression, consent }: Addressed, now: Date): z.input<typeof consentView> {
  const status = consent?.status ?? 'not-solicited';
  const renewable = status === 'pending' && consent ? renewableAt(consent) : undefined;
  const { asking, withdrawing } = IN_STATE[status];
  const actions: (typeof ACTIONS)[number][] = [];
  if (asking !== 'never' && !notAskedBecause({ known, suppression, consent }, now)) actions.push(asking);
  if (withdrawing) actions.push('withdraw');
  return {
    ...(consent && shownOf(consent)),
    email: known?.email ?? consent?.email ?? email,
    status,
    external: !known,
    actions,
    renewableAt: renewable?.toISOString(),
    ...(suppression && { suppressed: { reason: suppression.reason, at: suppression.at } }),
  };
}

/** What is told of a consent wherever it is shown. */
export const shownOf = ({ askedAt: requestedAt, ...consent }: Consent) => ({ ...consent, requestedAt });
