import { serve } from '../../../shared/function/http.ts';
import { addressNamed, getConsent, historyOf } from '../consent.ts';
import { consentActs } from '../consent-acts.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor: { tenant }, locale, now }) => {
  const consent = await getConsent(tenant, await addressNamed(tenant, params.email, now));
  const history = consent ? await historyOf(tenant, consent) : [];
  return { status: 200, body: { items: history.map((entry) => consentActs.viewOf(entry, locale)) } };
});
