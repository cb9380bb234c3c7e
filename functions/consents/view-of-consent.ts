import type * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { contactWithEmail } from '../contacts/contact-by-email.ts';
import { isSuppressed } from '../mail/suppression.ts';
import { renewableAt } from './asking.ts';
import { type Consent, getConsent } from './consent.ts';
import { IN_STATE } from './consent-states.ts';
import type { ACTIONS, consentView } from './consent-view.ts';

/** An address of the business, with all that decides what may be done. */
export interface Addressed {
  email: string;
  /** The contact that has it, with the address as typed; none for an external one. */
  known: Awaited<ReturnType<typeof contactWithEmail>>;
  suppression: Awaited<ReturnType<typeof isSuppressed>>;
  consent: Consent | undefined;
}

export async function loadAddressed(tenant: Tenant, email: string): Promise<Addressed> {
  const [known, suppression, consent] = await Promise.all([
    contactWithEmail(tenant, email),
    isSuppressed(tenant, email),
    getConsent(tenant, email),
  ]);
  return { email, known, suppression, consent };
}

/** The consent of an address as the API shows it. */
export function viewOf({ email, known, suppression, consent }: Addressed, now: Date): z.input<typeof consentView> {
  const status = consent?.status ?? 'not-solicited';
  const renewable = status === 'pending' && consent ? renewableAt(consent) : undefined;
  const { asking, withdrawing } = IN_STATE[status];
  const actions: (typeof ACTIONS)[number][] = [];
  if (known && !suppression && asking !== 'never' && !(renewable && now < renewable)) actions.push(asking);
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
