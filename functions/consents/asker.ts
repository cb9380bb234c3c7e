import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Locale } from '../../shared/text.ts';
import { findAccount } from '../accounts/account.ts';
import { type Branded, brandOf } from '../branding/brand.ts';
import type { Consent } from './consent.ts';
import { USUAL_PER_MONTH, type Wording, wordingOf } from './wording.ts';

/** How people call whoever writes. */
export const businessName = ({ name, company }: { name: string; company?: string | undefined }): string =>
  company ?? name;

interface Question {
  /** Who asks. */
  business: string;
  /** Where to write to the business. */
  contact: string;
  wording: Wording;
  /** The sign under which it is asked. */
  brand: Branded;
}

/**
 * What the recipient's page asks: the words of the latest request; of an address that was never asked, those of a request
 * as it would be made now, for its owner may agree unasked.
 */
export async function questionTo(
  tenant: Tenant,
  email: string,
  consent: Consent | undefined,
  locale: Locale,
): Promise<Question> {
  const { asker, wording } = consent ?? {};
  if (asker && wording) {
    const business = businessName(asker);
    return { business, contact: asker.email, wording, brand: await brandOf(tenant, business) };
  }
  const { company, firstName, lastName, email: contact } = await findAccount(tenant);
  const business = businessName({ name: `${firstName} ${lastName}`, company });
  const asked = wordingOf({ business, email, perMonth: USUAL_PER_MONTH, locale });
  return { business, contact, wording: asked, brand: await brandOf(tenant, business) };
}
