import { serve } from '../../../shared/function/http.ts';
import { type ApiKey, apiKeys } from '../../../shared/identity/api-key.ts';
import { PLATFORM, type Tenant } from '../../../shared/identity/tenant.ts';
import { conflict, notFound } from '../../../shared/problem/problem.ts';
import type { Write } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import contract from './contract.ts';

/**
 * Demands that a key with every right remains: an account without any is lost. The other may be going at this very
 * moment, so the writes look at it again.
 */
async function anotherRemains(tenant: Tenant, id: string, now: Date): Promise<Write> {
  const whole = (key: ApiKey) => key.id !== id && !key.revokedAt && key.rights.includes('*');
  const { items } = await apiKeys.list(PLATFORM, { account: tenant }, { now, limit: 1, where: whole });
  const [other] = items;
  if (!other) throw lastKey();
  return apiKeys.check(PLATFORM, { id: other.id }, { missing: ['revokedAt'] });
}

const lastKey = () =>
  conflict(
    'last-key',
    say(
      'C’est la dernière clé qui a tous les droits : créez-en une autre avant de la révoquer.',
      'This is the last key with every right: create another before you revoke it.',
    ),
  );

export const handler = serve(contract, async ({ params: { keyId: id }, actor, now }) => {
  const key = await apiKeys.get(PLATFORM, { id });
  if (key?.accountId !== actor.tenant) throw notFound(say('Cette clé n’existe pas.', 'This key does not exist.'));
  if (key.revokedAt) return { status: 204, body: undefined };
  const remains = key.rights.includes('*') ? [await anotherRemains(actor.tenant, id, now)] : [];
  const revoked = apiKeys.update(
    PLATFORM,
    { id },
    { set: { revokedAt: now.toISOString() }, when: { missing: ['revokedAt'] } },
  );
  return { status: 204, body: undefined, writes: [revoked, ...remains] };
});
