import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Tenant } from '../identity/tenant.ts';
import { currentKey, decryptedKey } from './data-key.ts';

/** What an encrypted secret is bound to: it opens for the same tenant and purpose only. */
export interface Binding extends Record<string, string> {
  tenant: Tenant;
  purpose: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

const boundTo = ({ tenant, purpose }: Binding) => Buffer.from(JSON.stringify([tenant, purpose]));

/**
 * Encrypts a short secret: AES-256-GCM with a key of the tenant's, which KMS encrypts (envelope encryption), so that ten mails
 * of a batch do not ask KMS ten times. Text: the encrypted key, a dot, nonce, tag and ciphertext; base64url.
 */
export async function encryptSecret(secret: string, binding: Binding): Promise<string> {
  const { plain, encrypted } = await currentKey(binding.tenant);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, plain, nonce).setAAD(boundTo(binding));
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return `${encrypted}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url')}`;
}

/** @throws when it was encrypted for another tenant or purpose, or changed since */
export async function decryptSecret(text: string, binding: Binding): Promise<string> {
  const [encrypted = '', box = ''] = text.split('.');
  const key = await decryptedKey(binding.tenant, encrypted);
  const bytes = Buffer.from(box, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(boundTo(binding))
    .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
}
