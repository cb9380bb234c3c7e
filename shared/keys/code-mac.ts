import { timingSafeEqual } from 'node:crypto';
import { GenerateMacCommand } from '@aws-sdk/client-kms';
import { config } from '../config.ts';
import type { Tenant } from '../identity/tenant.ts';
import { kms } from './kms.ts';

interface Binding {
  tenant: Tenant;
  /** What the code is good for. */
  purpose: string;
  /** Ids of what it opens. */
  subject: string;
  /** Which of its codes it is. */
  number: number;
}

/**
 * HMAC of a short code under a key that never leaves KMS, bound to what the code is for: a copy of the table does not
 * tell a six-digit code, however many are tried.
 */
export async function codeMac(code: string, { tenant, purpose, subject, number }: Binding): Promise<string> {
  const { Mac } = await kms().send(
    new GenerateMacCommand({
      KeyId: config.codesKey(),
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(JSON.stringify([tenant, purpose, subject, number, code]), 'utf8'),
    }),
  );
  if (!Mac) throw new Error('KMS returned no MAC');
  return Buffer.from(Mac).toString('base64');
}

/** Compares two MACs in constant time. */
export const sameMac = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one, 'base64'), Buffer.from(other, 'base64')];
  return a.length === b.length && timingSafeEqual(a, b);
};
