import { READABLE_ANYWHERE } from '../../shared/function/security-headers.ts';

/** Seconds for which verifiers keep what we publish: a badge revoked now is known for it five minutes later. */
export const KEPT = 300;

/** Headers of what verifiers read, be it from a page of another site. */
export const PUBLISHED = {
  'cache-control': `public, max-age=${KEPT}`,
  ...READABLE_ANYWHERE,
} as const;
