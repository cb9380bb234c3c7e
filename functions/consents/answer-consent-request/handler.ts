import { serve } from '../../../shared/function/page.tsx';
import { accept, refuse } from '../answering.ts';
import { questionTo } from '../asker.ts';
import { beginConsent } from '../consent.ts';
import { consentPath, recipientOf } from '../consent-link.ts';
import contract from './contract.ts';

/** However often it comes, an answer is one act. Nobody agrees to words that they were not shown. */
export const handler = serve(contract, async ({ params: { token }, hosted, body, client, locale, now }) => {
  const { tenant, email, consent: before, mailingId } = await recipientOf(token, hosted, now);
  const { business, wording } = await questionTo(tenant, email, before, locale);
  const [question, confirmation] = [consentPath(token), consentPath(token, '/answer')];
  const agrees = body.accept && body.wording === wording.sha256;
  if (!body.refuse && !agrees) return { see: question };
  const consent = await beginConsent(tenant, email, now);
  const answer = { channel: 'consent-page', client, business } as const;
  const writes = body.refuse
    ? refuse(tenant, consent, { ...answer, mailingId }, now)
    : accept(tenant, consent, { ...answer, wording }, now);
  return { see: confirmation, writes };
});
