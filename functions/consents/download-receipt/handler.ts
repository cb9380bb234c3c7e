import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { isSealed, notYetSealed } from '../consent.ts';
import { recipientOf } from '../consent-link.ts';
import { consentWords } from '../proof/consent-words.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, hosted, now }) => {
  const { consent } = await recipientOf(token, hosted, now);
  if (!consent?.receipt || !isSealed(consent, 'receipt')) throw notYetSealed(consent);
  return { see: await presignDownload(consent.receipt, consentWords[consent.locale ?? 'fr'].filename) };
});
