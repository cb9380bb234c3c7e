import { createECDH, createHash, createPrivateKey } from 'node:crypto';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * Signs a SHA-256 digest with a P-256 private key (PKCS#8 PEM); answers DER. Written out because node:crypto only
 * signs what it has hashed itself. BigInt is not constant-time: for a development stand-in only.
 */
export function signDigest(privateKeyPem: string, digest: Buffer): Buffer {
  const d = toNumber(Buffer.from(createPrivateKey(privateKeyPem).export({ format: 'jwk' }).d as string, 'base64url'));
  const z = toNumber(digest);
  for (;;) {
    // An ephemeral key pair is just what ECDSA needs: a secret k and the point kG.
    const ephemeral = createECDH('prime256v1');
    const point = ephemeral.generateKeys();
    const k = toNumber(ephemeral.getPrivateKey());
    const r = toNumber(point.subarray(1, 33)) % ORDER;
    const s = (power(k, ORDER - 2n) * (z + r * d)) % ORDER;
    if (r !== 0n && s !== 0n) return sequence([integer(r), integer(s)]);
  }
}

/** The SHA-256 digest to sign for a message given whole. */
export function digestOf(message: Buffer): Buffer {
  return createHash('sha256').update(message).digest();
}

function toNumber(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base % ORDER, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % ORDER;
    square = (square * square) % ORDER;
  }
  return result;
}

function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const positive = (bytes[0] as number) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}

function sequence(parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}
