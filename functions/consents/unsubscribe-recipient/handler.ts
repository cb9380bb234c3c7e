import { serve } from '../../../shared/function/page.tsx';
import { refuse } from '../answering.ts';
import { questionTo } from '../asker.ts';
import { beginConsent } from '../consent.ts';
import { consentPath, recipientOf, unsubscribePath } from '../consent-link.ts';
import { UnsubscribePage } from '../unsubscribe-page.tsx';
import contract from './contract.ts';

/** Answered with the page itself: mailboxes follow no redirect (RFC 8058, 3.1). */
export const handler = serve(contract, async ({ params: { token }, hosted, client, locale, now }) => {
  const { tenant, email, consent: before, mailingId } = await recipientOf(token, hosted, now);
  const { business, wording, brand } = await questionTo(tenant, email, before, locale);
  const consent = await beginConsent(tenant, email, now);
  return {
    page: UnsubscribePage({
      locale: wording.locale,
      brand,
      business,
      email,
      isOut: true,
      question: consentPath(token),
      action: unsubscribePath(token),
    }),
    writes: refuse(tenant, consent, { channel: 'unsubscribe-link', client, business, mailingId }, now),
  };
});
