import { serve } from '../../../shared/function/http.ts';
import { findOwnAccount } from '../../accounts/account.ts';
import { announce, findMedia, linkFor } from '../media.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ body, actor: { tenant }, now }) => {
    const { file, write } = announce(tenant, await findOwnAccount(tenant), { ...body, kind: 'image' }, now);
    return {
      status: 201,
      body: { id: file.id, status: file.status },
      fresh: { upload: await linkFor(tenant, file) },
      headers: { location: `/v1/media/${file.id}` },
      writes: [write],
    };
  },
  async ({ id }, { actor: { tenant } }) => {
    const file = await findMedia(tenant, id);
    const { status } = file;
    return status === 'awaiting-upload' ? { status, upload: await linkFor(tenant, file) } : { status };
  },
);
