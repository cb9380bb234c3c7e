import { serve } from '../../../shared/function/upload.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';
import { campaignImports, TABLE_SUFFIX } from '../campaign-import.ts';
import { accept } from '../import-acceptance.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ object: { key }, now, log }) => {
  // Only our own links write to this bucket.
  const [owner, name = ''] = key.split('/');
  const tenant = tenantId.safeParse(owner).data;
  const doing = tenant && (await campaignImports.get(tenant, { id: name.slice(0, -TABLE_SUFFIX.length) }));
  if (!tenant || doing?.status !== 'awaiting-upload') {
    log.warn('upload-ignored', { key, status: doing?.status });
    return [];
  }
  const write = await accept(tenant, doing, now);
  return write ? [write] : [];
});
