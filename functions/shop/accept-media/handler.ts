import { serve } from '../../../shared/function/upload.ts';
import { type Tenant, tenantId } from '../../../shared/identity/tenant.ts';
import { getPinned, headObject } from '../../../shared/objects/objects.ts';
import { Problem } from '../../../shared/problem/problem.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { findOwnAccount } from '../../accounts/account.ts';
import { imageIn } from '../../branding/logo-image.ts';
import { type Media, makeAvailable, media, mediaKey, refuse } from '../media.ts';
import contract from './contract.ts';

/** Pixels: more than any screen shows. */
const LONGEST_SIDE = 6000;

export const handler = serve(contract, async ({ object: { key }, log }) => {
  // Only our own presigned links write to this bucket: the key is one that `mediaKey` made.
  const [owner, id = ''] = key.split('/');
  const tenant = tenantId.safeParse(owner).data;
  const file = tenant && (await media.get(tenant, { id }));
  if (tenant && file?.status === 'awaiting-upload') return decide(tenant, file);
  log.warn('upload-ignored', { key, status: file?.status });
  return [];
});

/** Whether what came is what was announced, a picture where one was, and has room. Run twice, it comes to the same. */
async function decide(tenant: Tenant, file: Media): Promise<Write[]> {
  const [content, account] = await Promise.all([
    headObject('media', mediaKey(tenant, file.id)),
    findOwnAccount(tenant),
  ]);
  if (!content) return [];
  if (content.size !== file.size || content.sha256 !== file.sha256) return refuse(tenant, file, 'other-content');
  const image = file.kind === 'image' ? imageIn(Buffer.from(await getPinned(content))) : undefined;
  if (file.kind === 'image' && image?.type !== file.contentType) return refuse(tenant, file, 'not-an-image');
  if (image && Math.max(image.width, image.height) > LONGEST_SIDE) return refuse(tenant, file, 'too-large-a-picture');
  const size = image && { width: image.width, height: image.height };
  try {
    return makeAvailable(tenant, file, { content, size }, account);
  } catch (error) {
    // Other files came in the meantime.
    if (error instanceof Problem && error.type === 'offer-limit') return refuse(tenant, file, 'no-room');
    throw error;
  }
}
