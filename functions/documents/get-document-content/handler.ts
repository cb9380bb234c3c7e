import { serve } from '../../../shared/function/http.ts';
import { presignDownload } from '../../../shared/objects/presign.ts';
import { findAvailable } from '../document.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params, actor }) => {
  const { content, filename } = await findAvailable(actor.tenant, params.documentId);
  return { status: 303, body: undefined, headers: { location: await presignDownload(content, filename) } };
});
