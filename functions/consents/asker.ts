import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Host } from '../../shared/pages/problem-page.tsx';
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
  const { wording } = consent ?? {};
  const { business, contact } = await writerTo(tenant, consent);
  if (wording) return { business, contact, wording, brand: await brandOf(tenant, business) };
  const asked = wordingOf({ business, email, perMonth: USUAL_PER_MONTH, locale });
  return { business, contact, wording: asked, brand: await brandOf(tenant, business) };
}

/** Who asked, or whose account it is, as people call them. */
async function writerTo(tenant: Tenant, consent: Consent | undefined) {
  const { asker, wording } = consent ?? {};
  if (asker && wording) return { name: asker.name, business: businessName(asker), contact: asker.email };
  const { company, firstName, lastName, email: contact } = await findAccount(tenant);
  const name = `${firstName} ${lastName}`;
  return { name, business: businessName({ name, company }), contact };
}

/** Whose visitor the recipient is. */
export async function hostOf(tenant: Tenant, consent: Consent | undefined): Promise<Host> {
  const { name, business, contact } = await writerTo(tenant, consent);
  return { brand: await brandOf(tenant, business), person: { name, email: contact } };
}
