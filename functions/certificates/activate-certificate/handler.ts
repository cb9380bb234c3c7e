import { serve } from '../../../shared/function/page.tsx';
import { activate } from '../certificate.ts';
import { certificatePath, heldBy } from '../certificate-link.ts';
import contract from './contract.ts';

/** However often it is pressed, it is one act. */
export const handler = serve(contract, async ({ params: { token }, client, now }) => {
  const { tenant, certificate } = await heldBy(token, now);
  return { see: certificatePath(token), writes: activate(tenant, certificate, client, now) };
});
