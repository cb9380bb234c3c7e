import { serve } from '../../../shared/function/upload.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';
import { accept } from '../list-acceptance.ts';
import { listImports } from '../list-import.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ object: { key }, now, log }) => {
  // Only our own links write to this bucket, and exports, which lie a folder deeper.
  const [owner, id = '', deeper] = key.split('/');
  const tenant = deeper === undefined ? tenantId.safeParse(owner).data : undefined;
  if (!tenant) return [];
  const doing = await listImports.get(tenant, { id });
  if (doing?.status === 'awaiting-upload') return (await accept(tenant, doing, now)) ?? [];
  log.warn('upload-ignored', { key, status: doing?.status });
  return [];
});
