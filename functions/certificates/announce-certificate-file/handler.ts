import { MINUTE } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/http.ts';
import { newId } from '../../../shared/ids.ts';
import { presignUpload } from '../../../shared/objects/presign.ts';
import { certificateFiles, fileKey } from '../certificate-file.ts';
import contract from './contract.ts';

export const handler = serve(
  contract,
  async ({ body, actor: { tenant }, now }) => {
    const id = newId('cfl', now);
    return {
      status: 201,
      body: { id },
      fresh: { upload: await linkFor(fileKey(tenant, id), body) },
      writes: [certificateFiles.put(tenant, { ...body, id, createdAt: now.toISOString() })],
    };
  },
  async ({ id }, { body, actor: { tenant } }) => ({ upload: await linkFor(fileKey(tenant, id), body) }),
);

const linkFor = (key: string, { size, sha256 }: { size: number; sha256: string }) =>
  presignUpload({
    bucket: 'imports',
    key,
    contentType: 'application/octet-stream',
    size,
    sha256,
    seconds: 15 * MINUTE,
  });
