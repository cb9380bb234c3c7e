import { serve } from '../../../shared/function/page.tsx';
import { sha256Hex } from '../../../shared/sha256.ts';
import { verified } from '../verification.ts';
import { VerificationPage } from '../verification-page.tsx';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { certificateId }, file, locale, wantsJson, now }) => {
  const action = `/verify/${encodeURIComponent(certificateId)}`;
  // Nobody chose a file: the page asks for one.
  if (!file) return { see: action };
  const { verification, brand } = await verified(certificateId, { locale, now }, sha256Hex(file.bytes));
  if (wantsJson) return { json: verification };
  return { page: VerificationPage({ locale, brand, ...verification, action }) };
});
