import type { PdfDict } from '@libpdf/core';
import { type Stated, sha256 } from './cms.ts';
import { OID } from './der.ts';
import { openPdf } from './open-pdf.ts';
import { type SignaturePlace, signatureDicts, signaturePlace } from './signature-fields.ts';
import { firstElement } from './timestamp.ts';
import { type CertificateDescription, describeCertificate, isValidAt, verifyCms } from './verify-cms.ts';
import { type TimestampVerification, verifyTimestamp } from './verify-timestamp.ts';

/** What a signature is made of, as its own message says. */
export interface SignatureValue extends Stated {
  /** DER, without its padding. */
  cms: Uint8Array;
  signatureValue: Uint8Array;
  /** DER, the signer's first in those that are ours. */
  certificates: Uint8Array[];
}

export interface SignatureVerification {
  /** Nothing when its range is not one, or not in the file. */
  place?: SignaturePlace;
  /** Why it was made, as readers show it. */
  reason?: string;
  /** Nothing when it cannot be read. */
  value?: SignatureValue;
  /** Nothing in the file escapes this signature but its own value. Only the last signature can. */
  coversWholeDocument: boolean;
  /** The bytes it covers are the bytes that were signed. */
  integrity: boolean;
  /** Its value was made by the certificate's key over its signed attributes. */
  signatureValid: boolean;
  signedBy?: CertificateDescription;
  timestamp?: TimestampVerification;
  problems: string[];
}

/** `problems` are codes about the seal; those of earlier signatures stand with each of them. */
export interface PdfVerification {
  valid: boolean;
  problems: string[];
  /** How many the document has, sheets of seals included; none when it cannot be read. */
  pages: number;
  signatures: SignatureVerification[];
}

/**
 * Verifies every signature of a sealed PDF, oldest first. It is valid when the last one, the seal, holds, is time-stamped
 * and covers the file to its last byte: earlier ones, whatever their worth, are then as they were when it was sealed. It
 * tells by whom and when, not whether to trust them: compare the fingerprints. `authorities`: SHA-256 of certificates that
 * make a time-stamp authority known which Node does not know.
 */
export async function verifySealedPdf(
  bytes: Uint8Array,
  authorities: readonly string[] = [],
): Promise<PdfVerification> {
  let dicts: PdfDict[];
  let pages: number;
  try {
    const { pdf } = await openPdf(bytes);
    dicts = signatureDicts(pdf);
    pages = pdf.getPageCount();
  } catch {
    return { valid: false, problems: ['unreadable'], pages: 0, signatures: [] };
  }
  const signatures = dicts
    .map((dict) => verifySignature(bytes, dict, authorities))
    .sort((a, b) => (a.place?.last ?? 0) - (b.place?.last ?? 0));
  const seal = signatures.at(-1);
  if (!seal) return { valid: false, problems: ['not-signed'], pages, signatures };
  const problems = [...seal.problems];
  if (!seal.coversWholeDocument) problems.push('changed-after-signature');
  // Each signature covers what was there before it: one that reaches into the seal's bytes was made up beforehand.
  const from = seal.place?.start ?? 0;
  if (signatures.some((other) => other !== seal && (other.place?.last ?? 0) > from))
    problems.push('signatures-overlap');
  return { valid: problems.length === 0, problems, pages, signatures };
}

/** A seal that holds: everything of it is known, and how many pages the document under it has. */
export type SoundSeal = Required<Pick<SignatureVerification, 'place' | 'value' | 'signedBy' | 'timestamp'>> &
  Pick<PdfVerification, 'pages'>;

/** The seal of a PDF. @throws when it does not hold */
export async function soundSeal(bytes: Uint8Array): Promise<SoundSeal> {
  const { valid, problems, pages, signatures } = await verifySealedPdf(bytes);
  const { place, value, signedBy, timestamp } = signatures.at(-1) ?? {};
  if (!valid || !place || !value || !signedBy || !timestamp) {
    throw new Error(`The seal does not hold: ${problems.join(', ')}`);
  }
  return { place, value, signedBy, timestamp, pages };
}

function verifySignature(bytes: Uint8Array, dict: PdfDict, authorities: readonly string[]): SignatureVerification {
  const problems: string[] = [];
  const place = signaturePlace(bytes, dict);
  const reason = dict.getString('Reason')?.asString();
  const said = {
    ...(place && { place }),
    ...(reason !== undefined && { reason }),
    coversWholeDocument: place?.last === bytes.length,
  };
  const broken = (problem: string): SignatureVerification => ({
    ...said,
    integrity: false,
    signatureValid: false,
    problems: [...problems, problem],
  });
  if (!place) return broken('byte-range');
  const contents = readContents(bytes, place);
  if (!contents) return broken('contents');
  if (!Buffer.from(dict.getString('Contents')?.bytes ?? []).equals(contents)) problems.push('contents-elsewhere');
  const covered = [bytes.subarray(0, place.start), bytes.subarray(place.end, place.last)];
  try {
    const cms = firstElement(contents);
    if (contents.subarray(cms.length).some((byte) => byte !== 0)) problems.push('padding');
    return { ...said, ...verifyValue(cms, covered, authorities, problems) };
  } catch {
    return broken('contents');
  }
}

function verifyValue(cms: Uint8Array, covered: Uint8Array[], authorities: readonly string[], problems: string[]) {
  const signature = verifyCms(cms, OID.data, covered);
  problems.push(...signature.problems);
  if (!signature.isOurEncoding) problems.push('cms-encoding');
  const timestamp =
    signature.timestampToken &&
    verifyTimestamp(signature.timestampToken, sha256(signature.signatureValue), authorities);
  if (!timestamp) problems.push('timestamp-missing');
  problems.push(
    ...(timestamp?.problems ?? []).map((problem) =>
      problem.startsWith('timestamp-') ? problem : `timestamp-${problem}`,
    ),
  );
  const { certificate, certificates, signatureValue, evidenceOf, chainHead } = signature;
  if (certificate && timestamp && !isValidAt(certificate, timestamp.genTime))
    problems.push('certificate-not-valid-then');
  return {
    value: { cms, signatureValue, certificates, ...(evidenceOf && { evidenceOf }), ...(chainHead && { chainHead }) },
    integrity: !signature.problems.includes('digest-mismatch'),
    signatureValid: certificate !== undefined && !signature.problems.includes('signature-invalid'),
    ...(certificate && { signedBy: describeCertificate(certificate) }),
    ...(timestamp && { timestamp }),
    problems,
  };
}

/**
 * The bytes of the hex string, which must be written in one case throughout and without spaces: an altered byte of it
 * must not go unseen because it happens to read the same.
 */
function readContents(bytes: Uint8Array, { start, end }: SignaturePlace): Uint8Array | undefined {
  const hex = Buffer.from(bytes.subarray(start + 1, end - 1)).toString('latin1');
  if (hex.length % 2 !== 0 || !(/^[0-9a-f]*$/.test(hex) || /^[0-9A-F]*$/.test(hex))) return undefined;
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
