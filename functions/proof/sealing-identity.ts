import { randomBytes } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand } from '@aws-sdk/client-kms';
import { after, HOUR } from '../../shared/clock.ts';
import { config } from '../../shared/config.ts';
import type { DigestSigner, SignDigest } from '../../shared/documents/digest-signer.ts';
import { issueSelfSigned } from '../../shared/documents/issue-certificate.ts';
import { timestampAuthority } from '../../shared/documents/timestamp-authority.ts';
import { kms } from '../../shared/keys/kms.ts';
import { ConditionFailed, transact } from '../../shared/table/transact.ts';
import { firstChain, newestChain } from './sealing-certificates.ts';

const YEARS = 10;

const signWithKms: SignDigest = async (digest) => {
  const { Signature } = await kms().send(
    new SignCommand({
      KeyId: config.sealKey(),
      Message: digest,
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    }),
  );
  if (!Signature) throw new Error('KMS returned no signature');
  return Signature;
};

async function issueFor(keyId: string, now: Date): Promise<string[]> {
  const { PublicKey } = await kms().send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (!PublicKey) throw new Error('KMS returned no public key');
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  const host = new URL(config.publicUrl()).host;
  const certificate = await issueSelfSigned({
    subject: { CN: `Guichet, cachet de ${host}`.slice(0, 64), O: host.slice(0, 64) },
    publicKeySpki: PublicKey,
    signer: signWithKms,
    // The authority's clock may be behind ours.
    notBefore: after(now, -HOUR),
    notAfter: until,
    serial: randomBytes(16),
  });
  return [Buffer.from(certificate).toString('base64')];
}

/**
 * The certificates of the KMS key that seals, leaf first. A key without any vouches for itself, once: whoever comes first
 * writes the certificate, everybody uses that one. A chain from an authority is added by the operator under the next number.
 */
async function certificateChain(now: Date): Promise<Uint8Array[]> {
  const keyId = config.sealKey();
  const read = () => newestChain(keyId);
  const write = async () => {
    const chain = await issueFor(keyId, now);
    try {
      await transact([firstChain(keyId, chain, now)]);
      return chain;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      return read();
    }
  };
  const chain = (await read()) ?? (await write()) ?? [];
  return chain.map((der) => Buffer.from(der, 'base64'));
}

/** By table and key, read once by each process: a chain that the operator puts in place serves those that start after. */
const known = new Map<string, Uint8Array[]>();

/** The sealing key and the time-stamp authority, as `sealPdf` takes them. */
export async function sealingKeys(now: Date) {
  const keyId = config.sealKey();
  const place = `${config.table()} ${keyId}`;
  const chain = known.get(place) ?? (await certificateChain(now));
  if (chain.length > 0) known.set(place, chain);
  return sealingKeysOf(chain);
}

/** The same with given certificates: evidence is vouched for by those of the document that it is about. */
export const sealingKeysOf = (certificateChain: Uint8Array[]) => ({
  signer: { certificateChain, sign: signWithKms } satisfies DigestSigner,
  tsa: timestampAuthority(config.timestampAuthority(), config.timestampRoots()),
});
