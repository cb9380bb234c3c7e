import { type KeyObject, sign } from 'node:crypto';

/**
 * A P-256 key that signs, wherever it is held. `sign` is given the SHA-256 digest (what `kms:Sign` takes with
 * MessageType DIGEST) and the message it was made from (what OpenSSL takes: it has no way to sign a bare digest).
 * It resolves to a DER-encoded ECDSA signature.
 */
export type SignDigest = (sha256: Uint8Array, message: Uint8Array) => Promise<Uint8Array>;

/** Who seals: a key and the certificates that vouch for it, DER, leaf first. */
export interface DigestSigner {
  certificateChain: Uint8Array[];
  sign: SignDigest;
}

/** `SignDigest` over a private key held in this process. */
export const signWithKey =
  (privateKey: KeyObject): SignDigest =>
  async (_digest, message) =>
    new Uint8Array(sign('sha256', message, privateKey));
