import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/**
 * A credential secured as `vc+jwt` (W3C VC-JOSE-COSE; Open Badges 3.0, integrity): a compact JWS whose payload is the
 * credential itself, with ES256. Other headers than these are not allowed there, and `typ` must be `JWT`.
 */

/** What every credential of ours has. Times have no fraction of a second: claims count in seconds. */
export interface Credential {
  id: string;
  /** Who issues it: an id, or a profile with one. */
  issuer: string | { id: string };
  validFrom: string;
  validUntil?: string | undefined;
  credentialSubject: { id: string };
}

/** Signs bytes with the private half of a key: r and s, 32 bytes each (RFC 7518, 3.4). */
export type SignEs256 = (bytes: Uint8Array) => Promise<Uint8Array>;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const issuerId = ({ issuer }: Pick<Credential, 'issuer'>) => (typeof issuer === 'string' ? issuer : issuer.id);
const seconds = (at: string) => Math.floor(Date.parse(at) / 1000);

/** The claims that must say what the credential says. */
const claimsOf = (credential: Credential) => ({
  iss: issuerId(credential),
  jti: credential.id,
  sub: credential.credentialSubject.id,
  nbf: seconds(credential.validFrom),
  ...(credential.validUntil && { exp: seconds(credential.validUntil) }),
});

/** @param kid a DID URL that leads to the public key */
export async function signedCredential(credential: Credential, kid: string, sign: SignEs256): Promise<string> {
  const signed = `${part({ alg: 'ES256', typ: 'JWT', kid })}.${part({ ...credential, ...claimsOf(credential) })}`;
  return `${signed}.${Buffer.from(await sign(Buffer.from(signed))).toString('base64url')}`;
}

/** What a JWS says, whoever signed it; undefined when it is none. */
export function readCredential(
  jws: string,
): { header: Record<string, unknown>; credential: Credential & Record<string, unknown> } | undefined {
  const parts = jws.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const [header, credential] = parts.slice(0, 2).map((text) => JSON.parse(Buffer.from(text, 'base64url').toString()));
    const isRead = typeof header === 'object' && header && typeof credential?.credentialSubject === 'object';
    return isRead ? { header, credential } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a key signed a credential as ours are, and its claims say what it says. */
export function isSignedBy(jws: string, key: KeyObject): boolean {
  const read = readCredential(jws);
  if (read?.header.alg !== 'ES256' || read.header.typ !== 'JWT') return false;
  const at = jws.lastIndexOf('.');
  const signature = Buffer.from(jws.slice(at + 1), 'base64url');
  const claims = Object.entries(claimsOf(read.credential));
  return (
    claims.every(([name, value]) => read.credential[name] === value) &&
    verify('sha256', Buffer.from(jws.slice(0, at)), { key, dsaEncoding: 'ieee-p1363' }, signature)
  );
}

/** A public key from its SubjectPublicKeyInfo, base64. @throws when it is none */
export const publicKeyOf = (spki: string): KeyObject =>
  createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
