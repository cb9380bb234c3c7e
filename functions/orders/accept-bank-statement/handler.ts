import { serve } from '../../../shared/function/upload.ts';
import { tenantId } from '../../../shared/identity/tenant.ts';
import { bankStatements, STATEMENT_SUFFIX } from '../statements/statement.ts';
import { accept } from '../statements/statement-acceptance.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ object: { key }, now, log }) => {
  // Only our own links write to this bucket.
  const [owner, name = ''] = key.split('/');
  const tenant = tenantId.safeParse(owner).data;
  const statement = tenant && (await bankStatements.get(tenant, { id: name.slice(0, -STATEMENT_SUFFIX.length) }));
  if (!tenant || statement?.status !== 'awaiting-upload') {
    log.warn('upload-ignored', { key, status: statement?.status });
    return [];
  }
  const write = await accept(tenant, statement, now);
  return write ? [write] : [];
});
