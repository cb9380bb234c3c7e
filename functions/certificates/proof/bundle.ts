import { pem } from '../../../shared/documents/certificates.ts';
import type { Seal } from '../../../shared/documents/seal-pdf.ts';
import { type SoundSeal, soundSeal } from '../../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { written } from '../../proof/backed.ts';
import { container, hashesOf } from '../../proof/bundle.ts';
import type { Entry } from '../../proof/ledger.ts';
import { proofSealOf } from '../../proof/proof-seal.ts';
import { sealFacts } from '../../proof/sealed-proof.ts';
import { certificateBacking, localeOf } from './certificate-backing.ts';
import { type CertificateFacts, certificateProofSchema, writeProof } from './certificate-proof.ts';
import { certificateReadMe } from './certificate-read-me.ts';
import { renderProof } from './proof-document.ts';

/** The evidence bundle of a certificate. */
export const certificateBundle = container(['sealed.pdf']);
export type BundleFiles = Record<(typeof certificateBundle.names)[number], Uint8Array>;

interface Parts {
  chain: readonly Entry[];
  /** The sealed certificate. */
  sealed: Uint8Array;
  /** Seals proof.pdf with the key that sealed the certificate. */
  sealProof: (pdf: Uint8Array, seal: Seal, of: SoundSeal) => Promise<Uint8Array>;
  now: Date;
}

/** An evidence bundle, as a ZIP. Rejects when a fact is missing or malformed, and with what `sealProof` rejects with. */
export async function assembleBundle({ chain, sealed, sealProof, now }: Parts): Promise<Uint8Array> {
  const seal = await soundSeal(sealed);
  const facts: CertificateFacts = {
    ...(written(certificateBacking(chain)) as Omit<CertificateFacts, 'seal' | 'chain' | 'generatedAt'>),
    seal: sealFacts(seal),
    chain: [...chain],
    generatedAt: now.toISOString(),
  };
  const locale = localeOf(chain);
  const evidence = {
    'sealed.pdf': sealed,
    'certificates.pem': new TextEncoder().encode(pem(seal.value.certificates)),
    'timestamp.tst': seal.timestamp.token,
    'LISEZMOI.txt': certificateReadMe(facts, seal, sealed.length),
  };
  const json = writeProof(facts, hashesOf(evidence));
  const proof = certificateProofSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  const pdf = await renderProof(proof, sha256Hex(json), locale);
  const how = proofSealOf({ id: proof.certificate.id, filename: proof.document.filename, proof }, json, locale);
  const files = { ...evidence, 'proof.json': json, 'proof.pdf': await sealProof(pdf, how, seal) };
  return certificateBundle.pack({ ...files, SHA256SUMS: certificateBundle.checksums(files) });
}
