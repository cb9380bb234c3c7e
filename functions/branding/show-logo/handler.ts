import { serve } from '../../../shared/function/page.tsx';
import { getPinned } from '../../../shared/objects/objects.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { getLogo } from '../brand.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { logoId } }) => {
  const logo = await getLogo(logoId);
  if (!logo) throw notFound();
  const { type, content } = logo;
  return {
    file: {
      type,
      bytes: () => getPinned(content),
      etag: `"${content.sha256.slice(0, 22)}"`,
      // Another logo has another address.
      cacheControl: 'public, max-age=31536000, immutable',
    },
  };
});
