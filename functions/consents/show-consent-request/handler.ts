import { serve } from '../../../shared/function/page.tsx';
import { noStandsUntil } from '../answering.ts';
import { questionTo } from '../asker.ts';
import { consentPath, recipientOf } from '../consent-link.ts';
import contract from './contract.ts';
import { ConsentRequestPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, hosted, locale, now }) => {
  const { tenant, email, consent } = await recipientOf(token, hosted, now);
  const { business, contact, wording, brand } = await questionTo(tenant, email, consent, locale);
  return {
    page: ConsentRequestPage({
      ...{ locale: wording.locale, brand, business, contact, email, wording },
      status: consent?.status ?? 'not-solicited',
      decidedAt: consent?.decidedAt,
      decidedBy: consent?.decidedBy,
      noStandsUntil: consent && noStandsUntil(consent, now)?.toISOString(),
      action: consentPath(token),
    }),
  };
});
