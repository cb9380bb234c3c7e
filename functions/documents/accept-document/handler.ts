import { serve } from '../../../shared/function/upload.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';
import { accept } from '../acceptance.ts';
import { documents, isUndecided } from '../document.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ object: { key }, now, log }) => {
  // Only our own presigned links write to this bucket: the key is one that `uploadKey` made.
  const [owner, id = ''] = key.split('/');
  const tenant = tenantId.safeParse(owner).data;
  const document = tenant && (await documents.get(tenant, { id }));
  if (!tenant || !document || !isUndecided(document)) {
    log.warn('upload-ignored', { key, status: document?.status });
    return [];
  }
  return (await accept(tenant, document, now)) ?? [];
});
