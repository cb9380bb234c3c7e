import { serve } from '../../../shared/function/page.tsx';
import { verified } from '../verification.ts';
import { VerificationPage } from '../verification-page.tsx';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { certificateId }, locale, wantsJson, now }) => {
  const { verification, brand } = await verified(certificateId, { locale, now });
  if (wantsJson) return { json: verification };
  return {
    page: VerificationPage({ locale, brand, ...verification, action: `/verify/${encodeURIComponent(certificateId)}` }),
  };
});
