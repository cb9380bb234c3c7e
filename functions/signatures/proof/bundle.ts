import { pem } from '../../../shared/documents/certificates.ts';
import type { Seal } from '../../../shared/documents/seal-pdf.ts';
import type { SoundSeal } from '../../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import type { Locale } from '../../../shared/text.ts';
import { container, hashesOf } from '../../proof/bundle.ts';
import { proofSealOf } from '../../proof/proof-seal.ts';
import { renderProof } from './proof-document.ts';
import { type SignatureFacts, type SignatureProof, signatureProofSchema, writeProof } from './signature-proof.ts';
import { signatureReadMe } from './signature-read-me.ts';

/** The evidence bundle of a signature. */
export const signatureBundle = container(['original.pdf', 'sealed.pdf']);
export type BundleName = (typeof signatureBundle.names)[number];
export type BundleFiles = Record<BundleName, Uint8Array>;

/** The seal of its proof.pdf. */
export const proofSeal = (proof: SignatureProof, json: Uint8Array, locale: Locale): Seal =>
  proofSealOf({ id: proof.request.id, filename: proof.documents.original.filename, proof }, json, locale);

export interface BundleParts {
  proof: SignatureFacts;
  original: Uint8Array;
  sealed: Uint8Array;
  /** Of `sealed`. */
  seal: SoundSeal;
  /** Seals proof.pdf with the key that sealed the document; the seal given is what `verifySignature` looks for. */
  sealProof: (pdf: Uint8Array, seal: Seal) => Promise<Uint8Array>;
  locale: Locale;
}

/** An evidence bundle, as a ZIP. Rejects when a fact is missing or malformed, and with what `sealProof` rejects with. */
export async function assembleBundle(parts: BundleParts): Promise<Uint8Array> {
  const { value, timestamp } = parts.seal;
  const evidence = {
    'original.pdf': parts.original,
    'sealed.pdf': parts.sealed,
    'certificates.pem': new TextEncoder().encode(pem(value.certificates)),
    'timestamp.tst': timestamp.token,
    'LISEZMOI.txt': signatureReadMe(parts.proof, parts.seal, parts.sealed.length),
  };
  const json = writeProof(parts.proof, hashesOf(evidence));
  const proof = signatureProofSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  const pdf = await renderProof(proof, sha256Hex(json), parts.locale);
  const sealed = await parts.sealProof(pdf, proofSeal(proof, json, parts.locale));
  const files = { ...evidence, 'proof.json': json, 'proof.pdf': sealed };
  return signatureBundle.pack({ ...files, SHA256SUMS: signatureBundle.checksums(files) });
}
