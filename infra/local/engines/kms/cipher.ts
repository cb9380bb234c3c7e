import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { JsonServiceError } from '../json-protocol.ts';
import type { HeldKey } from './keyring.ts';

export type EncryptionContext = Record<string, string>;

/**
 * AES-256-GCM, bound to the encryption context. The blob names its key, since Decrypt need not:
 * version 1 (1 byte), length of the key id (1), key id, nonce (12), tag (16), ciphertext.
 */
export function encrypt(key: HeldKey, plaintext: Buffer, context: EncryptionContext): Buffer {
  const id = Buffer.from(key.id);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.material, 'base64'), nonce);
  cipher.setAAD(additionalData(context));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([1, id.length]), id, nonce, cipher.getAuthTag(), ciphertext]);
}

/** Undoes `encrypt`; `find` gives the key the blob names. Throws InvalidCiphertextException. */
export function decrypt(
  blob: Buffer,
  context: EncryptionContext,
  find: (id: string) => HeldKey,
): { key: HeldKey; plaintext: Buffer } {
  const idLength = blob[1] ?? 0;
  const start = 2 + idLength;
  if (blob[0] !== 1 || blob.length < start + 28) throw invalidCiphertext();
  try {
    const key = find(blob.toString('utf8', 2, start));
    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(key.material, 'base64'),
      blob.subarray(start, start + 12),
    );
    decipher.setAAD(additionalData(context));
    decipher.setAuthTag(blob.subarray(start + 12, start + 28));
    return { key, plaintext: Buffer.concat([decipher.update(blob.subarray(start + 28)), decipher.final()]) };
  } catch {
    throw invalidCiphertext();
  }
}

function invalidCiphertext(): JsonServiceError {
  return new JsonServiceError('InvalidCiphertextException', 'The ciphertext or the encryption context is not valid');
}

function additionalData(context: EncryptionContext): Buffer {
  const sorted = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(sorted));
}
