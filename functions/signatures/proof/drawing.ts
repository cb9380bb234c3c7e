import type { SoundSeal } from '../../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import { LOCALES } from '../../../shared/text.ts';
import { said } from '../../proof/backed.ts';
import type { Drawing } from '../../proof/verify-drawing.ts';
import { requestActs } from '../request-acts.ts';
import type { BundleFiles } from './bundle.ts';
import { legalNoticeFor, signatureLevel } from './legal-notice.ts';
import { renderProof } from './proof-document.ts';
import { signatureBacking } from './signature-backing.ts';
import { DRAWING, type SignatureProof } from './signature-proof.ts';
import { signatureReadMe } from './signature-read-me.ts';

/** proof.pdf and LISEZMOI.txt as this version draws them of a proof; undefined when an earlier one drew them. */
export async function drawing(
  proof: SignatureProof,
  seal: Pick<SoundSeal, 'place' | 'value'>,
  files: BundleFiles,
): Promise<Drawing | undefined> {
  if (proof.drawing !== DRAWING) return undefined;
  const stated = said(requestActs.among(proof.chain, 'requested')[0], 'locale');
  const locale = LOCALES.find((each) => each === stated) ?? 'fr';
  const { legalNotice, retention, request } = proof;
  const words = [
    legalNoticeFor(proof.signers),
    signatureLevel.statement,
    signatureBacking(proof.chain).retention?.rule,
  ];
  return {
    pdf: await renderProof(proof, sha256Hex(files['proof.json']), locale),
    readMe: signatureReadMe(proof, seal, files['sealed.pdf'].length),
    hasOurWords: JSON.stringify([legalNotice, request.level.statement, retention.rule]) === JSON.stringify(words),
  };
}
