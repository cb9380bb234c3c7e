import { type PDF, PdfDict, type PdfObject, type PdfRef } from '@libpdf/core';
import { sha256 } from './cms.ts';
import { OID } from './der.ts';
import { openPdf } from './open-pdf.ts';
import { firstElement } from './timestamp.ts';
import { type CertificateDescription, describeCertificate, isValidAt, verifyCms } from './verify-cms.ts';
import { type TimestampVerification, verifyTimestamp } from './verify-timestamp.ts';

export interface SignatureVerification {
  byteRange: number[];
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
  signatures: SignatureVerification[];
}

/**
 * Verifies every signature of a sealed PDF, oldest first. It is valid when the last one, the seal, holds, is time-stamped
 * and covers the file to its last byte: earlier ones, whatever their worth, are then as they were when it was sealed. It
 * tells by whom and when, not whether to trust them: compare the fingerprints.
 */
export async function verifySealedPdf(bytes: Uint8Array): Promise<PdfVerification> {
  let dicts: PdfDict[];
  try {
    dicts = signatureDicts((await openPdf(bytes)).pdf);
  } catch {
    return { valid: false, problems: ['unreadable'], signatures: [] };
  }
  const signatures = dicts
    .map((dict) => verifySignature(bytes, dict))
    .sort((a, b) => (a.byteRange[2] ?? 0) - (b.byteRange[2] ?? 0));
  const problems = [...(signatures.at(-1)?.problems ?? [])];
  if (signatures.length === 0) problems.push('not-signed');
  else if (!signatures.at(-1)!.coversWholeDocument) problems.push('changed-after-signature');
  return { valid: problems.length === 0, problems, signatures };
}

function signatureDicts(pdf: PDF): PdfDict[] {
  const resolve = (ref: PdfRef) => pdf.getObject(ref);
  const found: PdfDict[] = [];
  const seen = new Set<PdfObject>();
  const visit = (field: PdfObject | undefined, inherited: string | undefined): void => {
    if (!(field instanceof PdfDict) || seen.has(field)) return;
    seen.add(field);
    const type = field.getName('FT', resolve)?.value ?? inherited;
    const value = field.getDict('V', resolve);
    if (type === 'Sig' && value) found.push(value);
    const kids = field.getArray('Kids', resolve);
    for (let i = 0; i < (kids?.length ?? 0); i++) visit(kids!.at(i, resolve), type);
  };
  const fields = pdf.getCatalog().getDict('AcroForm', resolve)?.getArray('Fields', resolve);
  for (let i = 0; i < (fields?.length ?? 0); i++) visit(fields!.at(i, resolve), undefined);
  return found;
}

function verifySignature(bytes: Uint8Array, dict: PdfDict): SignatureVerification {
  const byteRange = [...(dict.getArray('ByteRange') ?? [])].map((item) => ('value' in item ? Number(item.value) : -1));
  const problems: string[] = [];
  const broken = (problem: string, last = 0): SignatureVerification => ({
    byteRange,
    coversWholeDocument: last === bytes.length,
    integrity: false,
    signatureValid: false,
    problems: [...problems, problem],
  });
  const place = signaturePlace(bytes, byteRange);
  if (!place) return broken('byte-range');
  const contents = readContents(bytes, place);
  if (!contents) return broken('contents', place.last);
  if (!Buffer.from(dict.getString('Contents')?.bytes ?? []).equals(contents)) problems.push('contents-elsewhere');
  const covered = [bytes.subarray(0, place.start), bytes.subarray(place.end, place.last)];
  try {
    const cms = firstElement(contents);
    if (contents.subarray(cms.length).some((byte) => byte !== 0)) problems.push('padding');
    return { byteRange, coversWholeDocument: place.last === bytes.length, ...verifyValue(cms, covered, problems) };
  } catch {
    return broken('contents', place.last);
  }
}

function verifyValue(cms: Uint8Array, covered: Uint8Array[], problems: string[]) {
  const signature = verifyCms(cms, OID.data, covered);
  problems.push(...signature.problems);
  if (!signature.isOurEncoding) problems.push('cms-encoding');
  const timestamp =
    signature.timestampToken && verifyTimestamp(signature.timestampToken, sha256(signature.signatureValue));
  if (!timestamp) problems.push('timestamp-missing');
  problems.push(
    ...(timestamp?.problems ?? []).map((problem) =>
      problem.startsWith('timestamp-') ? problem : `timestamp-${problem}`,
    ),
  );
  const { certificate } = signature;
  if (certificate && timestamp && !isValidAt(certificate, timestamp.genTime))
    problems.push('certificate-not-valid-then');
  return {
    integrity: !signature.problems.includes('digest-mismatch'),
    signatureValid: certificate !== undefined && !signature.problems.includes('signature-invalid'),
    ...(certificate && { signedBy: describeCertificate(certificate) }),
    ...(timestamp && { timestamp }),
    problems,
  };
}

interface Place {
  /** Of `<`, after `>`, and of the end of what is covered. */
  start: number;
  end: number;
  last: number;
}

/** Where the signature's value is, if its range leaves out nothing but one `<…>`. */
function signaturePlace(bytes: Uint8Array, byteRange: number[]): Place | undefined {
  if (byteRange.length !== 4 || !byteRange.every((value) => Number.isSafeInteger(value) && value >= 0))
    return undefined;
  const [from, start, end, length] = byteRange as [number, number, number, number];
  const last = end + length;
  const isGap =
    from === 0 && end - start > 2 && last <= bytes.length && bytes[start] === 0x3c && bytes[end - 1] === 0x3e;
  return isGap ? { start, end, last } : undefined;
}

/**
 * The bytes of the hex string, which must be written in one case throughout and without spaces: an altered byte of it
 * must not go unseen because it happens to read the same.
 */
function readContents(bytes: Uint8Array, { start, end }: Place): Uint8Array | undefined {
  const hex = Buffer.from(bytes.subarray(start + 1, end - 1)).toString('latin1');
  if (hex.length % 2 !== 0 || !(/^[0-9a-f]*$/.test(hex) || /^[0-9A-F]*$/.test(hex))) return undefined;
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
