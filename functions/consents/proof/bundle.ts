import { pem } from '../../../shared/documents/certificates.ts';
import type { Seal } from '../../../shared/documents/seal-pdf.ts';
import { type SoundSeal, soundSeal } from '../../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { written } from '../../proof/backed.ts';
import { container, hashesOf } from '../../proof/bundle.ts';
import type { Entry } from '../../proof/ledger.ts';
import { proofSealOf } from '../../proof/proof-seal.ts';
import { sealFacts } from '../../proof/sealed-proof.ts';
import { consentBacking, localeOf } from './consent-backing.ts';
import { type ConsentFacts, consentProofSchema, writeProof } from './consent-proof.ts';
import { consentReadMe } from './consent-read-me.ts';
import { renderProof } from './proof-document.ts';

/** The evidence bundle of the consent of an address. */
export const consentBundle = container(['sealed.pdf']);
export type BundleFiles = Record<(typeof consentBundle.names)[number], Uint8Array>;

/** Everything known of a consent whose receipt is sealed, as its proof states it: what its acts say, and its seal. */
const proofFacts = (chain: readonly Entry[], seal: SoundSeal, now: Date): ConsentFacts => ({
  ...(written(consentBacking(chain)) as Omit<ConsentFacts, 'seal' | 'chain' | 'generatedAt'>),
  seal: sealFacts(seal),
  chain: [...chain],
  generatedAt: now.toISOString(),
});

interface Parts {
  chain: readonly Entry[];
  /** The sealed receipt. */
  sealed: Uint8Array;
  /** Seals proof.pdf with the key that sealed the receipt. */
  sealProof: (pdf: Uint8Array, seal: Seal, of: SoundSeal) => Promise<Uint8Array>;
  now: Date;
}

/** An evidence bundle, as a ZIP. Rejects when a fact is missing or malformed, and with what `sealProof` rejects with. */
export async function assembleBundle({ chain, sealed, sealProof, now }: Parts): Promise<Uint8Array> {
  const seal = await soundSeal(sealed);
  const facts = proofFacts(chain, seal, now);
  const locale = localeOf(chain);
  const evidence = {
    'sealed.pdf': sealed,
    'certificates.pem': new TextEncoder().encode(pem(seal.value.certificates)),
    'timestamp.tst': seal.timestamp.token,
    'LISEZMOI.txt': consentReadMe(facts, seal, sealed.length),
  };
  const json = writeProof(facts, hashesOf(evidence));
  const proof = consentProofSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  const pdf = await renderProof(proof, sha256Hex(json), locale);
  const how = proofSealOf({ id: proof.consent.id, filename: proof.receipt.filename, proof }, json, locale);
  const files = { ...evidence, 'proof.json': json, 'proof.pdf': await sealProof(pdf, how, seal) };
  return consentBundle.pack({ ...files, SHA256SUMS: consentBundle.checksums(files) });
}
