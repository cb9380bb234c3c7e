import { serve } from '../../../shared/function/page.tsx';
import contract from './contract.ts';

/** Links that people receive are theirs alone: an engine that follows one must not show it to others. */
const ROBOTS = `User-agent: *
Allow: /$
Allow: /shop/
Allow: /docs
Allow: /assets/
Disallow: /
`;

export const handler = serve(contract, async () => ({
  file: {
    type: 'text/plain; charset=utf-8',
    bytes: async () => Buffer.from(ROBOTS),
    cacheControl: 'public, max-age=3600',
  },
}));
