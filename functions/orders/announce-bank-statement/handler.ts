import { MINUTE } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { newId } from '../../../shared/ids.ts';
import { presignUpload } from '../../../shared/objects/presign.ts';
import { ownIban } from '../statements/own-iban.ts';
import { announce, type BankStatement, findStatement, statementKey } from '../statements/statement.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ body: announced, actor: { tenant }, now }) => {
    const iban = await ownIban(tenant);
    const id = newId('bst', now);
    return {
      status: 201,
      body: { id, status: 'awaiting-upload' as const },
      fresh: { upload: await linkFor(tenant, id, announced) },
      headers: { location: `/v1/bank-statements/${id}` },
      writes: [announce(tenant, { id, iban, announced }, now)],
    };
  },
  async ({ id }, { actor: { tenant } }) => {
    const { status, announced } = await findStatement(tenant, id);
    const isAwaited = status === 'awaiting-upload' && announced;
    return isAwaited ? { status, upload: await linkFor(tenant, id, announced) } : { status };
  },
);

/** Whoever holds the link may send the file: it is given, never kept. */
const linkFor = (tenant: Tenant, id: string, { size, sha256 }: NonNullable<BankStatement['announced']>) =>
  presignUpload({
    bucket: 'imports',
    key: statementKey(tenant, id),
    contentType: 'application/octet-stream',
    size,
    sha256,
    seconds: 15 * MINUTE,
  });
