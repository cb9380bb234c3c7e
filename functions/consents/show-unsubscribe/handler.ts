import { serve } from '../../../shared/function/page.tsx';
import { questionTo } from '../asker.ts';
import { consentPath, recipientOf, unsubscribePath } from '../consent-link.ts';
import { UnsubscribePage } from '../unsubscribe-page.tsx';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, hosted, locale, now }) => {
  const { tenant, email, consent } = await recipientOf(token, hosted, now);
  const { business, wording, brand } = await questionTo(tenant, email, consent, locale);
  const isOut = consent?.status === 'refused';
  return {
    page: UnsubscribePage({
      locale: wording.locale,
      brand,
      business,
      email,
      isOut,
      question: consentPath(token),
      action: unsubscribePath(token),
    }),
  };
});
