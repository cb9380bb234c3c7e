import { serve } from '../../../shared/function/page.tsx';
import { credentialFile } from '../badge/credential-file.ts';
import { findBadge } from '../badge/find-badge.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { certificateId }, accept }) => {
  const { jws } = await findBadge(certificateId);
  return { file: credentialFile(jws, accept) };
});
