import { serve } from '../../../shared/function/http.ts';
import { type ApiKey, apiKeys } from '../../../shared/identity/api-key.ts';
import { PLATFORM, type Tenant } from '../../../shared/identity/tenant.ts';
import { conflict, notFound } from '../../../shared/problem/problem.ts';
import { say } from '../../../shared/text.ts';
import contract from './contract.ts';

/** Whether no other key could make a new one: an account without any is lost. */
async function isLast(tenant: Tenant, id: string, now: Date): Promise<boolean> {
  const whole = (key: ApiKey) => key.id !== id && !key.revokedAt && key.rights.includes('*');
  const { items } = await apiKeys.list(PLATFORM, { account: tenant }, { now, limit: 1, where: whole });
  return items.length === 0;
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
  if (key.rights.includes('*') && (await isLast(actor.tenant, id, now))) throw lastKey();
  const revoked = apiKeys.update(
    PLATFORM,
    { id },
    { set: { revokedAt: now.toISOString() }, when: { missing: ['revokedAt'] } },
  );
  return { status: 204, body: undefined, writes: [revoked] };
});
