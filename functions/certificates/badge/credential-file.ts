import type { FileAnswer } from '../../../shared/function/file-answer.ts';
import { KEPT } from '../published.ts';

/** A signed credential as verifiers ask for it: as plain text, whose whole body it is, unless they know what it is. */
export const credentialFile = (jws: string, accept: string): FileAnswer => ({
  type: accept.includes('application/vc+jwt') ? 'application/vc+jwt' : 'text/plain; charset=utf-8',
  bytes: async () => Buffer.from(jws),
  cacheControl: `public, max-age=${KEPT}`,
  isPublic: true,
  varies: ['accept'],
});
