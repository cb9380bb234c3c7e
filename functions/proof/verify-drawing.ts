import type { SoundSeal } from '../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { LOCALES, say } from '../../shared/text.ts';
import type { BundleFiles } from './bundle.ts';
import { type Check, judge, note, unless } from './check.ts';
import { legalNoticeFor, signatureLevel } from './legal-notice.ts';
import { renderProof } from './proof-document.ts';
import { readMe } from './read-me.ts';
import { signatureBacking } from './signature-backing.ts';
import { DRAWING, type SignatureProof } from './signature-proof.ts';

/**
 * Whether proof.pdf and LISEZMOI.txt, which people read, are what this version draws of proof.json, to the byte, in words
 * that are ours: whoever holds the key could seal a proof.pdf that says something else. One that an earlier version drew
 * cannot be drawn again: that is said.
 */
export async function verifyDrawing(
  proof: SignatureProof,
  seal: Pick<SoundSeal, 'place' | 'value'>,
  files: BundleFiles,
): Promise<Check> {
  if (proof.drawing !== DRAWING) {
    return note(
      'drawing',
      say(
        'proof.pdf et LISEZMOI.txt ont été établis par une version antérieure : lisez proof.json, dont les faits sont comparés.',
        'proof.pdf and LISEZMOI.txt were made by an earlier version: read proof.json, whose facts are compared.',
      ),
    );
  }
  const stated = proof.chain[0]?.details.locale;
  const locale = LOCALES.find((each) => each === stated) ?? 'fr';
  const pdf = await renderProof(proof, sha256Hex(files['proof.json']), locale);
  const { legalNotice, retention, request } = proof;
  const words = [
    legalNoticeFor(proof.signers),
    signatureLevel.statement,
    signatureBacking(proof.chain).retention?.rule,
  ];
  const same = (bytes: Uint8Array, drawn: Uint8Array) => Buffer.from(bytes).equals(drawn);
  return judge(
    'drawing',
    say(
      'proof.pdf et LISEZMOI.txt disent ce que dit proof.json, et rien d’autre.',
      'proof.pdf and LISEZMOI.txt say what proof.json says, and nothing else.',
    ),
    [
      ...unless(
        same(files['proof.pdf'].subarray(0, pdf.length), pdf),
        'proof.pdf n’est pas ce qui se tire de proof.json',
        'proof.pdf is not what proof.json yields',
      ),
      ...unless(
        same(files['LISEZMOI.txt'], new TextEncoder().encode(readMe(proof, seal, files['sealed.pdf'].length))),
        'LISEZMOI.txt n’est pas ce qui se tire de proof.json',
        'LISEZMOI.txt is not what proof.json yields',
      ),
      ...unless(
        JSON.stringify([legalNotice, request.level.statement, retention.rule]) === JSON.stringify(words),
        'les mentions de proof.json ne sont pas les nôtres',
        'the notices of proof.json are not ours',
      ),
    ],
  );
}
