import { createHash } from 'node:crypto';
import type { Seal } from '../../shared/documents/seal-pdf.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import type { Locale } from '../../shared/text.ts';
import { proofWords } from './proof-words.ts';
import type { SealedProof } from './sealed-proof.ts';

/** What the seal of proof.pdf says it is for, to people. */
export const proofSealReason = (id: string, proofJsonSha256: string): string =>
  `Dossier de preuve ${id}, proof.json SHA-256 ${proofJsonSha256}`;

/**
 * What the seal of proof.pdf states beside its reason. The same key seals documents that customers upload, and a bundle
 * must not pass off one of those as its proof.pdf: whatever a file spells, no seal of a document states this.
 */
export const evidenceOf = (proofJson: Uint8Array): Uint8Array => createHash('sha256').update(proofJson).digest();

/** The seal that proof.pdf must bear, for `sealPdf`. `id`: of what is proved; `filename`: of its document. */
export function proofSealOf(
  { id, filename, proof }: { id: string; filename: string; proof: Pick<SealedProof, 'seal' | 'generatedAt'> },
  proofJson: Uint8Array,
  locale: Locale,
): Seal {
  const proofJsonSha256 = sha256Hex(proofJson);
  const words = proofWords[locale];
  const sealer = sealerName(proof);
  return {
    at: new Date(proof.generatedAt),
    reason: proofSealReason(id, proofJsonSha256),
    evidenceOf: evidenceOf(proofJson),
    signerName: sealer,
    mark: {
      title: words.sealTitle,
      lines: [filename, `proof.json  SHA-256 ${proofJsonSha256}`],
      blocks: [{ name: sealer, lines: [words.sealPurpose] }],
      requestId: id,
      locale,
    },
  };
}

/** The common name of the seal's certificate. */
const sealerName = ({ seal: { certificate } }: Pick<SealedProof, 'seal'>): string =>
  /(?:^|, )CN=(.+?)(?=, [A-Z]+=|$)/.exec(certificate.subject)?.[1] ?? certificate.subject;
