import { serve } from '../../../shared/function/http.ts';
import { apiKeys } from '../../../shared/identity/api-key.ts';
import { PLATFORM } from '../../../shared/identity/tenant.ts';
import { notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import contract from './contract.ts';

export const handler = serve(contract, async ({ params: { keyId: id }, actor, now }) => {
  const key = await apiKeys.get(PLATFORM, { id });
  if (key?.accountId !== actor.tenant) throw notFound(say('Cette clé n’existe pas.', 'This key does not exist.'));
  if (key.revokedAt) return { status: 204, body: undefined };
  const revoked = apiKeys.update(
    PLATFORM,
    { id },
    { set: { revokedAt: now.toISOString() }, when: { missing: ['revokedAt'] } },
  );
  return { status: 204, body: undefined, writes: [revoked] };
});
