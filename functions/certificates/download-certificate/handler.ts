import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { notYetMade } from '../certificate.ts';
import { certificatePath, heldBy } from '../certificate-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { certificate } = await heldBy(token, now);
  if (!certificate.sealed) throw notYetMade();
  // Their page says what is to be done first, or why there is nothing to download any more.
  if (certificate.status !== 'activated') return { see: certificatePath(token) };
  return { see: await presignDownload(certificate.sealed, certificate.filename, true) };
});
