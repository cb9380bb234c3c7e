import { DecryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { MINUTE } from '../clock.ts';
import { config } from '../config.ts';
import type { Tenant } from '../identity/tenant.ts';
import { kms } from './kms.ts';

/** A tenant's key in clear, and as KMS encrypted it: what was encrypted with the one is kept beside the other. */
export interface DataKey {
  plain: Uint8Array;
  encrypted: string;
}

/** How long a process keeps a key in clear, ms; and how many at most. */
const KEPT = 5 * MINUTE * 1000;
const MOST = 100;

/** Asks once for what several ask for, and keeps the answer for a while; a failure is not kept. */
function keeping<T>(ask: (tenant: Tenant, encrypted: string) => Promise<T>) {
  const kept = new Map<string, { until: number; answer: Promise<T> }>();
  return (tenant: Tenant, encrypted = ''): Promise<T> => {
    const name = `${tenant} ${encrypted}`;
    const known = kept.get(name);
    if (known && known.until > performance.now()) return known.answer;
    const answer = ask(tenant, encrypted);
    kept.delete(name);
    if (kept.size >= MOST) kept.delete([...kept.keys()][0] ?? '');
    kept.set(name, { until: performance.now() + KEPT, answer });
    answer.catch(() => kept.delete(name));
    return answer;
  };
}

const ofTenant = (tenant: Tenant) => ({ KeyId: config.secretsKey(), EncryptionContext: { tenant } });

/** The key that a tenant's secrets are encrypted with at the moment. */
export const currentKey: (tenant: Tenant) => Promise<DataKey> = keeping(async (tenant) => {
  const { Plaintext, CiphertextBlob } = await kms().send(
    new GenerateDataKeyCommand({ ...ofTenant(tenant), KeySpec: 'AES_256' }),
  );
  if (!Plaintext || !CiphertextBlob) throw new Error('KMS returned no data key');
  return { plain: Plaintext, encrypted: Buffer.from(CiphertextBlob).toString('base64url') };
});

/** A tenant's key that KMS encrypted. @throws for any other tenant */
export const decryptedKey: (tenant: Tenant, encrypted: string) => Promise<Uint8Array> = keeping(
  async (tenant, encrypted) => {
    const CiphertextBlob = Buffer.from(encrypted, 'base64url');
    const { Plaintext } = await kms().send(new DecryptCommand({ ...ofTenant(tenant), CiphertextBlob }));
    if (!Plaintext) throw new Error('KMS returned no plaintext');
    return Plaintext;
  },
);
