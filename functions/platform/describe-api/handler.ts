import { serve } from '../../../shared/function/page.tsx';
import { describedIn } from '../described-api.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ locale }) => {
  const { bytes, etag } = await describedIn(locale);
  return {
    file: {
      type: 'application/json; charset=utf-8',
      bytes: async () => bytes,
      etag,
      language: locale,
      cacheControl: 'public, no-cache',
      isPublic: true,
    },
  };
});
