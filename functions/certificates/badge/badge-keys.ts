import { createHash } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { config } from '../../../shared/config.ts';
import { PLATFORM } from '../../../shared/identity/tenant.ts';
import { kms } from '../../../shared/keys/kms.ts';
import { entity } from '../../../shared/table/entity.ts';
import { ConditionFailed, transact } from '../../../shared/table/transact.ts';
import { isSignedBy, publicKeyOf, readCredential, type SignEs256 } from './credential-jwt.ts';
import { publicKey } from './public-key.ts';

/**
 * The public halves of the keys that ever signed a badge. None is ever taken away: a badge whose key is no longer
 * published is worth nothing. All in one partition: read together.
 */
const keys = entity({
  name: 'badge-key',
  partition: 'use',
  sort: ['thumbprint'],
  schema: z.object({
    use: z.literal('badges'),
    /** RFC 7638, SHA-256, base64url: what names it to verifiers. */
    thumbprint: z.string(),
    /** SubjectPublicKeyInfo, base64. */
    publicKey: z.string(),
    since: z.string(),
  }),
});
export type BadgeKey = z.infer<(typeof keys)['schema']>;
const use = 'badges' as const;
/** More than a key a month for eighty years. */
const MOST = 1000;

/** A public key as JSON (RFC 7517). @throws when it is no point of P-256 */
export function jwkOf({ publicKey: spki, thumbprint }: Pick<BadgeKey, 'publicKey' | 'thumbprint'>) {
  const jwk = publicKeyOf(spki).export({ format: 'jwk' });
  return publicKey.parse({ ...jwk, kid: thumbprint, use: 'sig', alg: 'ES256' });
}

/** RFC 7638: the members that every EC key has, in the order of the alphabet. */
function thumbprintOf(spki: string): string {
  const { crv, kty, x, y } = publicKeyOf(spki).export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

/** Every key that a verifier may ask for. */
export const badgeKeys = (): Promise<BadgeKey[]> => keys.within(PLATFORM, use, [], MOST);

/** The key of ours that signed a badge or a list, if one did. */
export async function signerOf(jws: string): Promise<BadgeKey | undefined> {
  const kid = readCredential(jws)?.header.kid;
  const key = (await badgeKeys()).find(({ thumbprint }) => String(kid).endsWith(`#${thumbprint}`));
  return key && isSignedBy(jws, publicKeyOf(key.publicKey)) ? key : undefined;
}

const signWithKms: SignEs256 = async (bytes) => {
  const { Signature } = await kms().send(
    new SignCommand({
      KeyId: config.badgeKey(),
      Message: createHash('sha256').update(bytes).digest(),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    }),
  );
  if (!Signature) throw new Error('KMS returned no signature');
  return plainSignature(Buffer.from(Signature));
};

/** r and s side by side, from the DER in which KMS gives them: SEQUENCE of two INTEGERs. */
function plainSignature(der: Buffer): Buffer {
  const integer = (at: number) => der.subarray(at + 2, at + 2 + (der[at + 1] ?? 0));
  const r = integer(2);
  const s = integer(4 + r.length);
  // An INTEGER has a zero before a high bit, and none before a low one.
  const fixed = (value: Buffer) => Buffer.concat([Buffer.alloc(32), value]).subarray(-32);
  return Buffer.concat([fixed(r), fixed(s)]);
}

/** By table and key, made known once by each process. */
const known = new Map<string, Promise<BadgeKey>>();

/** The key that signs badges now; whoever signs with it first makes its public half known to verifiers. */
export async function badgeSigner(now: Date): Promise<{ key: BadgeKey; sign: SignEs256 }> {
  const place = `${config.table()} ${config.badgeKey()}`;
  const making = known.get(place) ?? publish(now);
  known.set(place, making);
  making.catch(() => known.delete(place));
  return { key: await making, sign: signWithKms };
}

async function publish(now: Date): Promise<BadgeKey> {
  const { PublicKey } = await kms().send(new GetPublicKeyCommand({ KeyId: config.badgeKey() }));
  if (!PublicKey) throw new Error('KMS returned no public key');
  const spki = Buffer.from(PublicKey).toString('base64');
  const key = { use, publicKey: spki, thumbprint: thumbprintOf(spki), since: now.toISOString() };
  try {
    await transact([keys.put(PLATFORM, key)]);
  } catch (error) {
    // Another process was quicker.
    if (!(error instanceof ConditionFailed)) throw error;
  }
  return key;
}
