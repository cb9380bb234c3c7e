import { MINUTE } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/http.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { newId } from '../../../shared/ids.ts';
import { presignUpload } from '../../../shared/objects/presign.ts';
import { findList } from '../list.ts';
import { announce, findImport, importKey, type ListImport } from '../list-import.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ params, body: { mapping, ...body }, actor: { tenant }, now }) => {
    const { id: listId } = await findList(tenant, params.listId);
    const id = newId('imp', now);
    return {
      status: 201,
      body: { id, status: 'awaiting-upload' as const },
      fresh: { upload: await linkFor(tenant, { id, ...body }) },
      headers: { location: `/v1/lists/${listId}/imports/${id}` },
      writes: [
        announce(tenant, { ...body, id, listId, ...(mapping && { given: { mapping, isConfirmed: false } }) }, now),
      ],
    };
  },
  async ({ id }, { params, actor: { tenant } }) => {
    const found = await findImport(tenant, params.listId, id);
    const { status } = found;
    return status === 'awaiting-upload' ? { status, upload: await linkFor(tenant, found) } : { status };
  },
);

/** Whoever holds the link may send the file: it is given, never kept. */
const linkFor = (tenant: Tenant, { id, size, sha256 }: Pick<ListImport, 'id' | 'size' | 'sha256'>) =>
  presignUpload({
    bucket: 'tables',
    key: importKey(tenant, id),
    contentType: 'application/octet-stream',
    size,
    sha256,
    seconds: 15 * MINUTE,
  });
