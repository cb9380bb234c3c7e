import { X509Certificate } from 'node:crypto';
import { inspectPdf, refusalMessage } from '../../shared/documents/inspect-pdf.ts';
import { type SignatureVerification, type SoundSeal, verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { say, type Text } from '../../shared/text.ts';
import type { Files } from './bundle.ts';
import { type Check, judge, unless } from './check.ts';
import { toleranceMs } from './clock-tolerance.ts';
import { authorityTrust, type Known, sealTrust } from './maker.ts';
import { evidenceOf, proofSealReason } from './proof-seal.ts';
import type { SealedProof } from './sealed-proof.ts';
import { verifySealedChain } from './verify-sealed-chain.ts';

export type SealFiles = Files<'sealed.pdf' | 'proof.pdf' | 'proof.json' | 'certificates.pem' | 'timestamp.tst'>;

/** The act that a document is sealed for: the seal states its chain up to the last of them, and comes after it. */
export interface SealedFor {
  act: string;
  /** When the last one was, as the proof tells it. */
  at: Date;
  /** The last one, as people say it: « la dernière signature ». */
  words: Text;
}

interface Expected {
  /** Of what is proved, as the reason of proof.pdf's seal states it. */
  id: string;
  sealedFor: SealedFor;
  /** Draws proof.pdf again (`verifyDrawing`), given the seal of sealed.pdf. */
  drawing(seal: Pick<SoundSeal, 'place' | 'value'>): Promise<Check>;
}

/**
 * The seals of sealed.pdf and proof.pdf, their time-stamps and certificate, against what proof.json says of them; and
 * whether those who made them are known.
 */
export async function verifySeals(
  proof: SealedProof,
  files: SealFiles,
  known: Known,
  { id, sealedFor, drawing }: Expected,
): Promise<Check[]> {
  const document = await verifySeal(files['sealed.pdf'], known);
  const evidence = await verifySeal(files['proof.pdf'], known);
  const seals = [document, evidence].flatMap(({ seal }) => seal ?? []);
  const json = files['proof.json'];
  // A seal that cannot be read was reported: nothing was drawn after it.
  const { place, value } = document.seal ?? {};
  return [
    judge(
      'seal',
      say(
        'Le cachet de sealed.pdf est valide et couvre tout le document.',
        'The seal of sealed.pdf is valid and covers the whole document.',
      ),
      [...document.problems, ...certificateProblems(proof, document.seal, files)],
    ),
    judge(
      'timestamp',
      say(
        `L’horodatage est valide : ${proof.seal.timestamp.at}, par ${proof.seal.timestamp.authority}.`,
        `The time-stamp is valid: ${proof.seal.timestamp.at}, by ${proof.seal.timestamp.authority}.`,
      ),
      [...timestampProblems(proof, document.seal, sealedFor), ...tokenProblems(document.seal, files)],
    ),
    judge(
      'proof-document',
      say(
        'proof.pdf est scellé par le même certificat et porte l’empreinte de proof.json.',
        'proof.pdf is sealed by the same certificate and bears the fingerprint of proof.json.',
      ),
      [
        ...evidence.problems,
        ...unless(
          evidence.seal?.signedBy?.fingerprint === proof.seal.certificate.fingerprint,
          'proof.pdf est scellé par un autre certificat',
          'proof.pdf is sealed by another certificate',
        ),
        ...unless(
          evidence.seal?.reason === proofSealReason(id, sha256Hex(json)),
          'proof.pdf a été scellé pour un autre proof.json',
          'proof.pdf was sealed for another proof.json',
        ),
        ...unless(
          Buffer.from(evidence.seal?.value?.evidenceOf ?? []).equals(evidenceOf(json)),
          'le cachet de proof.pdf n’est pas celui du dossier de preuve de ce proof.json',
          'the seal of proof.pdf is not that of the evidence of this proof.json',
        ),
        ...unless(
          Date.parse(proof.generatedAt) <= (evidence.seal?.timestamp?.genTime.getTime() ?? 0) + toleranceMs,
          'proof.pdf a été scellé avant d’être établi',
          'proof.pdf was sealed before it was made',
        ),
      ],
    ),
    ...verifySealedChain(proof, document.seal, sealedFor),
    ...(place && value ? [await drawing({ place, value })] : []),
    sealTrust(seals, known),
    ...authorityTrust(seals.flatMap(({ timestamp }) => timestamp ?? [])),
  ];
}

async function verifySeal(
  pdf: Uint8Array,
  { authorities }: Known,
): Promise<{ problems: Text[]; seal?: SignatureVerification }> {
  // The inspection comes first: it is what makes a hostile file cheap to read. Sealing has added a page or more.
  const inspection = await inspectPdf(pdf, Number.POSITIVE_INFINITY);
  if (!inspection.ok) {
    return { problems: [say(refusalMessage(inspection.reason, 'fr'), refusalMessage(inspection.reason, 'en'))] };
  }
  const { valid, problems, signatures } = await verifySealedPdf(pdf, authorities);
  const codes = problems.join(', ');
  return {
    problems: unless(valid, `le cachet ne tient pas (${codes})`, `the seal does not hold (${codes})`),
    ...(signatures.length > 0 && { seal: signatures.at(-1)! }),
  };
}

function certificateProblems(
  { seal: { certificate } }: SealedProof,
  seal: SignatureVerification | undefined,
  files: SealFiles,
): Text[] {
  const actual = seal?.signedBy;
  const isDescribed =
    actual !== undefined &&
    actual.fingerprint === certificate.fingerprint &&
    actual.subject === certificate.subject &&
    actual.issuer === certificate.issuer &&
    actual.serial === certificate.serial &&
    actual.selfIssued === certificate.selfIssued &&
    actual.notBefore.getTime() === Date.parse(certificate.notBefore) &&
    actual.notAfter.getTime() === Date.parse(certificate.notAfter);
  return [
    ...unless(
      isDescribed,
      'le certificat du cachet n’est pas celui que proof.json décrit',
      'the certificate of the seal is not the one that proof.json describes',
    ),
    ...unless(
      firstFingerprint(files['certificates.pem']) === certificate.fingerprint,
      'certificates.pem ne commence pas par le certificat du cachet',
      'certificates.pem does not begin with the certificate of the seal',
    ),
  ];
}

function firstFingerprint(pem: Uint8Array): string | undefined {
  try {
    return sha256Hex(new X509Certificate(pem).raw);
  } catch {
    return undefined;
  }
}

function timestampProblems(
  proof: SealedProof,
  seal: SignatureVerification | undefined,
  { at, words }: SealedFor,
): Text[] {
  const { timestamp } = proof.seal;
  const actual = seal?.timestamp;
  if (!actual) return [say('le cachet n’est pas horodaté', 'the seal is not time-stamped')];
  const isDescribed =
    actual.genTime.getTime() === Date.parse(timestamp.at) &&
    actual.policy === timestamp.policy &&
    actual.serial === timestamp.serial &&
    actual.certFingerprint === timestamp.fingerprint &&
    actual.tsaName === timestamp.authority;
  return [
    ...unless(actual.valid, 'l’horodatage ne tient pas', 'the time-stamp does not hold'),
    ...unless(
      isDescribed,
      'l’horodatage n’est pas celui que proof.json décrit',
      'the time-stamp is not the one that proof.json describes',
    ),
    ...unless(
      actual.genTime.getTime() >= at.getTime() - toleranceMs,
      `l’horodatage est antérieur à ${words.fr}`,
      `the time-stamp is earlier than ${words.en}`,
    ),
    ...unless(
      Date.parse(proof.generatedAt) >= actual.genTime.getTime() - toleranceMs,
      'le dossier a été établi avant l’horodatage',
      'the evidence was made before the time-stamp',
    ),
  ];
}

const tokenProblems = (seal: SignatureVerification | undefined, files: SealFiles): Text[] =>
  unless(
    seal?.timestamp !== undefined && Buffer.from(seal.timestamp.token).equals(files['timestamp.tst']),
    'timestamp.tst n’est pas le jeton que porte le cachet',
    'timestamp.tst is not the token that the seal carries',
  );
