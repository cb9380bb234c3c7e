import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { newId, newSecret } from '../ids.ts';
import { entity } from '../table/entity.ts';
import { RIGHTS } from './rights.ts';
import { PLATFORM, type Tenant, tenantId } from './tenant.ts';

/** A user's key to the API. Only the hash of its secret is kept. */
export const apiKeys = entity({
  name: 'api-key',
  partition: 'id',
  lists: { account: 'accountId' },
  schema: z.object({
    id: z.string(),
    accountId: tenantId,
    userId: z.string(),
    name: z.string(),
    /** The partner that holds the key (`install-bois-32a7`), if any. */
    thirdParty: z.string().optional(),
    rights: z.array(z.enum(['*', ...RIGHTS])),
    secretHash: z.string(),
    createdAt: z.string(),
    revokedAt: z.string().optional(),
  }),
});
export type ApiKey = z.infer<(typeof apiKeys)['schema']>;

const hash = (secret: string) => createHash('sha256').update(secret).digest();

interface Issue {
  accountId: Tenant;
  userId: string;
  name: string;
  thirdParty?: string | undefined;
  rights: ApiKey['rights'];
}

/** A new key: the text to show once, and the write that makes it valid. */
export function issueApiKey(issue: Issue, now: Date) {
  const id = newId('key', now);
  const secret = newSecret();
  const item = { ...issue, id, secretHash: hash(secret).toString('hex'), createdAt: now.toISOString() };
  return { item, text: `gk_${id.slice('key_'.length)}_${secret}`, write: apiKeys.put(PLATFORM, item) };
}

const FORMAT = /^gk_([0-9a-z]{26})_([A-Za-z0-9_-]{43})$/;

/** The key that `text` is, when it exists, is whole and was not revoked. One read. */
export async function findApiKey(text: string): Promise<ApiKey | undefined> {
  const [, id, secret] = FORMAT.exec(text) ?? [];
  if (!id || !secret) return undefined;
  const key = await apiKeys.get(PLATFORM, { id: `key_${id}` });
  if (!key || key.revokedAt) return undefined;
  return timingSafeEqual(hash(secret), Buffer.from(key.secretHash, 'hex')) ? key : undefined;
}
