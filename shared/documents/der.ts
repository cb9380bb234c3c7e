/** Writes ASN.1 DER (X.690). Reading is left to asn1js and pkijs; writing by hand keeps every signed byte ours. */

/** Object identifiers used by certificates, CMS signatures and time-stamps. */
export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  /** Ours, made from a UUID (X.667): a signed attribute, SHA-256 of what the sealed document is the evidence of. */
  evidenceOf: '2.25.148530863275139971133641227350331421602',
  /** Ours, made from a UUID (X.667): a signed attribute, how far a chain of acts had got when the document was sealed. */
  chainHead: '2.25.121035625075204548589652387643917040936',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organization: '2.5.4.10',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

/** One element: tag, length, content. */
export function element(tag: number, ...content: Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return new Uint8Array(Buffer.concat([header(tag, length), ...content]));
}

function header(tag: number, length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(tag, length);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(tag, 0x80 | digits.length, ...digits);
}

export const sequence = (...content: Uint8Array[]) => element(0x30, ...content);
export const octets = (bytes: Uint8Array) => element(0x04, bytes);
export const bits = (bytes: Uint8Array, unused = 0) => element(0x03, Uint8Array.of(unused), bytes);
export const boolean = (value: boolean) => element(0x01, Uint8Array.of(value ? 0xff : 0));
export const utf8 = (text: string) => element(0x0c, new TextEncoder().encode(text));
export const printable = (text: string) => element(0x13, new TextEncoder().encode(text));
/** Context-specific constructed element, `[n]`. */
export const tagged = (n: number, ...content: Uint8Array[]) => element(0xa0 | n, ...content);
/** Context-specific primitive element, `[n] IMPLICIT`. */
export const taggedBytes = (n: number, bytes: Uint8Array) => element(0x80 | n, bytes);

/** SET OF: DER wants its members in ascending order of their encodings. */
export const setOf = (...members: Uint8Array[]) => element(0x31, ...members.sort(Buffer.compare));

export function integer(value: number | bigint): Uint8Array {
  const hex = BigInt(value).toString(16);
  return unsigned(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
}

/** INTEGER from big-endian magnitude bytes, such as a serial number or a nonce. */
export function unsigned(magnitude: Uint8Array): Uint8Array {
  const first = magnitude.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : magnitude.subarray(first);
  return digits[0]! & 0x80 ? element(0x02, Uint8Array.of(0), digits) : element(0x02, digits);
}

export function oid(dotted: string): Uint8Array {
  // An arc made from a UUID is too long for a number.
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const bytes = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc % 128n)];
    for (let left = arc / 128n; left > 0n; left /= 128n) groups.unshift(Number(left % 128n) | 0x80);
    return groups;
  });
  return element(0x06, Uint8Array.from(bytes));
}

const digitsOf = (at: Date) => at.toISOString().replace(/[-:T]/g, '').slice(0, 14);

/** GeneralizedTime to the second. */
export const generalizedTime = (at: Date) => element(0x18, new TextEncoder().encode(`${digitsOf(at)}Z`));

/** X.509 Time: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5). */
export const certificateTime = (at: Date) =>
  at.getUTCFullYear() < 2050
    ? element(0x17, new TextEncoder().encode(`${digitsOf(at).slice(2)}Z`))
    : generalizedTime(at);

export const sha256Algorithm = sequence(oid(OID.sha256));
export const ecdsaAlgorithm = sequence(oid(OID.ecdsaWithSha256));

/**
 * Whether bytes are one DER element whose nested lengths all add up. Readers differ in what they forgive: what only
 * some of them can read must not pass for signed.
 */
export function isStrictDer(bytes: Uint8Array): boolean {
  const end = elementEnd(bytes, 0);
  return end !== undefined && end === bytes.length;
}

/** Where the element at `at` ends; nothing if it, or one inside it, is malformed. */
function elementEnd(bytes: Uint8Array, at: number): number | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + digits;
  if (first === 0x80 || digits > 4 || start > bytes.length) return undefined;
  const length = digits === 0 ? first : bytes.subarray(at + 2, start).reduce((sum, digit) => sum * 256 + digit, 0);
  const isMinimal = header(tag, length).length === 2 + digits;
  if (!isMinimal || start + length > bytes.length) return undefined;
  const isConstructed = (tag & 0x20) !== 0;
  let inside: number | undefined = start;
  while (isConstructed && inside !== undefined && inside < start + length) inside = elementEnd(bytes, inside);
  return !isConstructed || inside === start + length ? start + length : undefined;
}
