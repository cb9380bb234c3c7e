import { serve } from '../../../shared/function/page.tsx';
import { questionTo } from '../asker.ts';
import { consentPath, recipientOf } from '../consent-link.ts';
import { IN_STATE } from '../consent-states.ts';
import contract from './contract.ts';
import { AnswerPage } from './page.tsx';

export const handler = serve(contract, async ({ params: { token }, hosted, locale, now }) => {
  const { tenant, email, consent } = await recipientOf(token, hosted, now);
  const question = consentPath(token);
  // Nothing was answered yet: there is nothing to confirm.
  if (!consent || !IN_STATE[consent.status].answered) return { see: question };
  const { business, wording, brand } = await questionTo(tenant, email, consent, locale);
  const { status, decidedAt = consent.createdAt } = consent;
  return {
    page: AnswerPage({
      locale: wording.locale,
      brand,
      business,
      email,
      wording,
      status,
      decidedAt,
      question,
      receipt: consentPath(token, '/receipt'),
    }),
  };
});
