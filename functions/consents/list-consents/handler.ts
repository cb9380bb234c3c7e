import { serve } from '../../../shared/function/http.ts';
import { type Consent, consents } from '../consent.ts';
import { shownOf } from '../view-of-consent.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ query: { limit, cursor, ...wanted }, actor: { tenant }, now }) => {
  const filters = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const where = (consent: Consent) => filters.every(([field, value]) => consent[field as keyof Consent] === value);
  const page = await consents.list(tenant, 'feed', { limit, cursor, now, ...(filters.length && { where }) });
  return { status: 200, body: { ...page, items: page.items.map(shownOf) } };
});
