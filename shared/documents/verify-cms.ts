import { createHash, verify, X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import type { Certificate, IssuerAndSerialNumber, SignedData, SignerInfo } from 'pkijs';
import { sha256Hex } from '../sha256.ts';
import { holdTogether, isChain } from './certificate-chain.ts';
import { type ChainHead, encodeCms, type Stated } from './cms.ts';
import { isStrictDer, OID, oid, setOf } from './der.ts';
import { type DerElement, memberAt, membersOf, readElement } from './der-reader.ts';
import { signedDataOf } from './timestamp.ts';

/** A signer's certificate, as people and evidence files name it. */
export interface CertificateDescription {
  subject: string;
  issuer: string;
  /** Hexadecimal. */
  serial: string;
  /** SHA-256, lower-case hexadecimal. */
  fingerprint: string;
  notBefore: Date;
  notAfter: Date;
  selfIssued: boolean;
}

/** A CMS signature once read: who signed, what is wrong (codes), and what hangs on it. */
export interface CmsVerification extends Stated {
  problems: string[];
  certificate?: X509Certificate;
  /** DER, as the message carries them. */
  certificates: Uint8Array[];
  signatureValue: Uint8Array;
  timestampToken?: Uint8Array;
  /** Whether it is encoded as ours are, to the byte: then nothing was altered where no signature reaches. */
  isOurEncoding: boolean;
}

export const describeCertificate = (certificate: X509Certificate): CertificateDescription => ({
  subject: certificate.subject.replaceAll('\n', ', '),
  issuer: certificate.issuer.replaceAll('\n', ', '),
  serial: certificate.serialNumber.toLowerCase(),
  fingerprint: sha256Hex(certificate.raw),
  notBefore: certificate.validFromDate,
  notAfter: certificate.validToDate,
  selfIssued: certificate.subject === certificate.issuer,
});

export const isValidAt = (certificate: X509Certificate, at: Date) =>
  certificate.validFromDate <= at && at <= certificate.validToDate;

/**
 * Verifies a DER CMS signature over content, in pieces, of a given type: its structure, its signed attributes,
 * its certificates and its value. Whether the signer is to be trusted is for the caller to say, by its fingerprint.
 */
export function verifyCms(der: Uint8Array, contentType: string, content: Uint8Array[]): CmsVerification {
  const signed = signedDataOf(der);
  const info = signed.signerInfos[0];
  const signatureValue = new Uint8Array(info?.signature.valueBlock.valueHexView ?? []);
  if (!info || signed.signerInfos.length !== 1)
    return { problems: ['cms-signer-count'], certificates: [], signatureValue, isOurEncoding: false };
  const certificates = x509sOf(signed);
  const raw = certificates.map((each) => new Uint8Array(each.raw));
  const leafAt = (signed.certificates ?? []).findIndex((certificate) => isSigner(certificate as Certificate, info));
  const certificate = certificates[leafAt];
  const problems = [
    ...(isStrictDer(der) ? [] : ['cms-encoding']),
    ...structureProblems(signed, info, contentType),
    ...attributeProblems(info, contentType, content),
  ];
  if (!certificate)
    return {
      problems: [...problems, 'cms-signer-certificate-missing'],
      certificates: raw,
      signatureValue,
      isOurEncoding: false,
    };
  const named = namedCertificates(info, contentType);
  if (named.length === 0) problems.push('signing-certificate-missing');
  if (!named.every((digest) => isDigestOf(digest, certificate))) problems.push('signing-certificate-mismatch');
  // An authority may send more than its chain, such as a root's earlier certificate; our seal carries nothing else.
  const isSound = contentType === OID.tstInfo ? holdTogether(certificates) : isChain(certificates, certificate);
  if (!isSound) problems.push('certificate-chain-broken');
  if (!isSignedBy(info, certificate)) problems.push('signature-invalid');
  const token = timestampTokenOf(info);
  const embedded = signed.encapContentInfo.eContent;
  const ours = encodeCms({
    contentType,
    ...(embedded && { embedded: new Uint8Array(embedded.getValue()) }),
    certificates: raw,
    leaf: certificate.raw,
    signedAttributes: new Uint8Array(info.signedAttrs?.encodedValue ?? setOf()),
    signature: signatureValue,
    ...(token && { timestampToken: token }),
  });
  const isOurEncoding = Buffer.from(ours).equals(der);
  return {
    problems,
    certificate,
    certificates: raw,
    signatureValue,
    isOurEncoding,
    ...(token && { timestampToken: token }),
    ...statedBy(info),
  };
}

function x509sOf(signed: SignedData): X509Certificate[] {
  return (signed.certificates ?? []).map((item) => new X509Certificate(Buffer.from(item.toSchema().toBER())));
}

function isSigner(certificate: Certificate, info: SignerInfo): boolean {
  const sid = info.sid as IssuerAndSerialNumber;
  return (
    sid.serialNumber !== undefined &&
    certificate.serialNumber.isEqual(sid.serialNumber) &&
    Buffer.from(certificate.issuer.toSchema().toBER()).equals(Buffer.from(sid.issuer.toSchema().toBER()))
  );
}

/** Fields that no signature covers must at least say what the covered ones say (RFC 5652, 5.1 and 5.3). */
function structureProblems(signed: SignedData, info: SignerInfo, contentType: string): string[] {
  const problems: string[] = [];
  const type = signed.encapContentInfo.eContentType;
  if (type !== contentType) problems.push('cms-content-type');
  if (signed.version !== (contentType === OID.data ? 1 : 3) || info.version !== 1) problems.push('cms-version');
  const digestName = info.digestAlgorithm.algorithmId;
  if (!signed.digestAlgorithms.some(({ algorithmId }) => algorithmId === digestName))
    problems.push('cms-digest-algorithm');
  if (!hashOf(digestName)) problems.push('cms-digest-algorithm');
  return problems;
}

function attributeProblems(info: SignerInfo, contentType: string, content: Uint8Array[]): string[] {
  const problems: string[] = [];
  const digest = createHash(hashOf(info.digestAlgorithm.algorithmId) ?? 'sha256');
  for (const piece of content) digest.update(piece);
  const type = signedAttribute(info, OID.contentType);
  if (!(type instanceof asn1js.ObjectIdentifier) || type.getValue() !== contentType)
    problems.push('content-type-mismatch');
  const stated = signedAttribute(info, OID.messageDigest);
  const isSame = stated instanceof asn1js.OctetString && Buffer.from(stated.getValue()).equals(digest.digest());
  if (!isSame) problems.push('digest-mismatch');
  return problems;
}

function signedAttribute(info: SignerInfo, type: string): unknown {
  return info.signedAttrs?.attributes.find((attribute) => attribute.type === type)?.values[0];
}

/** A certificate as a signed attribute names it; `hash` is unknown, or nothing, where it cannot be read. */
interface NamedCertificate {
  hash?: string | undefined;
  digest?: Uint8Array;
}

/**
 * What signing-certificate-v2 names (RFC 5035) and, in a time-stamp, the SHA-1 signing-certificate that RFC 3161 asks for
 * (2.4.1) and RFC 5816 lets the former replace. A document's seal must name its signer by a hash that still holds.
 */
function namedCertificates(info: SignerInfo, contentType: string): NamedCertificate[] {
  const [v1, v2] = [OID.signingCertificate, OID.signingCertificateV2].map((type) => signedAttribute(info, type));
  return [
    ...(v2 ? [namedCertificate(v2, 'sha256')] : []),
    ...(v1 && contentType === OID.tstInfo ? [namedCertificate(v1, 'sha1')] : []),
  ];
}

/** SigningCertificate { certs { { hashAlgorithm (v2 only) DEFAULT sha256, certHash, issuerSerial OPTIONAL } … } … } */
function namedCertificate(value: unknown, byDefault: string): NamedCertificate {
  const [list] = value instanceof asn1js.Sequence ? value.valueBlock.value : [];
  const [first] = list instanceof asn1js.Sequence ? list.valueBlock.value : [];
  const [one, two] = first instanceof asn1js.Sequence ? first.valueBlock.value : [];
  const [hash, digest] = one instanceof asn1js.OctetString ? [byDefault, one] : [hashOf(algorithmOf(one)), two];
  return { hash, ...(digest instanceof asn1js.OctetString && { digest: new Uint8Array(digest.getValue()) }) };
}

const isDigestOf = ({ hash, digest }: NamedCertificate, certificate: X509Certificate): boolean =>
  hash !== undefined && digest !== undefined && createHash(hash).update(certificate.raw).digest().equals(digest);

/** What our own signed attributes state. A seal that states nothing is no evidence, nor of any chain. */
function statedBy(info: SignerInfo): Stated {
  const attributes = membersOf(readElement(new Uint8Array(info.signedAttrs?.encodedValue ?? setOf())));
  // Sought by its encoding: pkijs has no exact name for an arc as long as a UUID.
  const statedAs = (type: string) => {
    const [stated, ...more] = attributes.filter((each) => Buffer.from(memberAt(each, 0).whole).equals(oid(type)));
    return stated && more.length === 0 ? memberAt(stated, 1, 0) : undefined;
  };
  const evidence = statedAs(OID.evidenceOf);
  const chain = statedAs(OID.chainHead);
  return {
    ...(evidence && { evidenceOf: new Uint8Array(evidence.content) }),
    ...(chain && { chainHead: chainHeadOf(chain) }),
  };
}

function chainHeadOf(value: DerElement): ChainHead {
  const [sequence, hash] = [memberAt(value, 0), memberAt(value, 1)].map(({ content }) =>
    Buffer.from(content).toString('hex'),
  );
  return { sequence: Number.parseInt(sequence ?? '', 16), hash: hash ?? '' };
}

function algorithmOf(identifier: unknown): string {
  const [name] = identifier instanceof asn1js.Sequence ? identifier.valueBlock.value : [];
  return name instanceof asn1js.ObjectIdentifier ? name.getValue() : '';
}

const digestNames: Record<string, string> = {
  [OID.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const hashOf = (algorithm: string) => digestNames[algorithm];

/** Algorithm identifiers of a signature and the hash each goes with; bare RSA leaves it to the digest algorithm. */
const signatureHashes: Record<string, string | undefined> = {
  [OID.ecdsaWithSha256]: 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.113549.1.1.1': undefined,
};

function isSignedBy(info: SignerInfo, certificate: X509Certificate): boolean {
  const algorithm = info.signatureAlgorithm.algorithmId;
  const hash = hashOf(info.digestAlgorithm.algorithmId);
  if (!(algorithm in signatureHashes) || !hash || !info.signedAttrs) return false;
  if (signatureHashes[algorithm] && signatureHashes[algorithm] !== hash) return false;
  try {
    const covered = Buffer.from(info.signedAttrs.encodedValue);
    return verify(hash, covered, certificate.publicKey, Buffer.from(info.signature.valueBlock.valueHexView));
  } catch {
    return false;
  }
}

function timestampTokenOf(info: SignerInfo): Uint8Array | undefined {
  const attribute = info.unsignedAttrs?.attributes.find(({ type }) => type === OID.timeStampToken);
  const value = attribute?.values[0] as asn1js.Sequence | undefined;
  return value && new Uint8Array(value.valueBeforeDecodeView);
}

/** Common name of a certificate, else its whole subject. */
export const commonName = (certificate: X509Certificate) =>
  /^CN=(.+)$/m.exec(certificate.subject)?.[1] ?? certificate.subject.replaceAll('\n', ', ');
