import { serve } from '../../../shared/function/page.tsx';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { notYetMade } from '../certificate.ts';
import { heldBy } from '../certificate-link.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { token }, now }) => {
  const { certificate } = await heldBy(token, now);
  const { evidence, chain, id } = certificate;
  if (!evidence || evidence.sequence < chain.sequence) throw notYetMade();
  return { see: await presignDownload(evidence, `preuve-${id}.zip`, true) };
});
