import { serve } from '../../../shared/function/page.tsx';
import { getPinned } from '../../../shared/objects/objects.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { getPicture } from '../media.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { mediaId } }) => {
  const picture = await getPicture(mediaId);
  if (!picture) throw notFound();
  const { type, content } = picture;
  return {
    file: {
      type,
      bytes: () => getPinned(content),
      etag: `"${content.sha256.slice(0, 22)}"`,
      cacheControl: 'public, max-age=31536000, immutable',
    },
  };
});
