import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { config } from '../config.ts';
import type { Tenant } from '../identity/tenant.ts';
import { kms } from './kms.ts';

/** What a sealed secret is bound to: it opens for the same tenant and purpose only. */
export interface Binding extends Record<string, string> {
  tenant: Tenant;
  purpose: string;
}

/** Seals a short secret (at most 4 KB) with the account's KMS key; base64. */
export async function sealSecret(secret: string, binding: Binding): Promise<string> {
  const { CiphertextBlob } = await kms().send(
    new EncryptCommand({
      KeyId: config.secretsKey(),
      Plaintext: Buffer.from(secret, 'utf8'),
      EncryptionContext: binding,
    }),
  );
  if (!CiphertextBlob) throw new Error('KMS returned no ciphertext');
  return Buffer.from(CiphertextBlob).toString('base64');
}

export async function openSecret(sealed: string, binding: Binding): Promise<string> {
  const { Plaintext } = await kms().send(
    new DecryptCommand({
      KeyId: config.secretsKey(),
      CiphertextBlob: Buffer.from(sealed, 'base64'),
      EncryptionContext: binding,
    }),
  );
  if (!Plaintext) throw new Error('KMS returned no plaintext');
  return Buffer.from(Plaintext).toString('utf8');
}
