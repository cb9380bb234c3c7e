import * as z from 'zod';
import { PLATFORM } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';

/**
 * The certificates that vouch for the keys that seal, leaf first, DER in base64. None is ever taken away, nor another put
 * in its place: what was sealed with a key that serves no more is still verified. All in one partition: read together.
 */
const certificates = entity({
  name: 'sealing-certificate',
  partition: 'use',
  sort: ['keyId', 'number'],
  schema: z.object({
    use: z.literal('documents'),
    /** In KMS. */
    keyId: z.string(),
    /** The highest of a key is the one that it seals with. */
    number: z.number().int().positive(),
    chain: z.array(z.string()).min(1),
    createdAt: z.string(),
  }),
});
const use = 'documents' as const;

/** More than a key a month for eighty years: they are read in one round trip. */
const MOST = 1000;

/** The newest certificates of a key, leaf first, DER in base64. */
export async function newestChain(keyId: string): Promise<string[] | undefined> {
  const all = await certificates.within(PLATFORM, use, [keyId], MOST);
  return all.findLast((each) => each.keyId === keyId)?.chain;
}

/** The write that gives a key its first certificates; it fails when the key has some. */
export const firstChain = (keyId: string, chain: string[], now: Date): Write =>
  certificates.put(PLATFORM, { use, keyId, number: 1, chain, createdAt: now.toISOString() });

/** The certificates, DER, of every key that ever sealed here. */
export async function sealingCertificates(): Promise<Uint8Array[]> {
  const all = await certificates.within(PLATFORM, use, [], MOST);
  return all.flatMap(({ chain: [leaf] }) => (leaf ? [new Uint8Array(Buffer.from(leaf, 'base64'))] : []));
}
