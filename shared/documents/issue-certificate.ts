import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { PublicKeyInfo } from 'pkijs';
import { sha256 } from './cms.ts';
import {
  bits,
  boolean,
  certificateTime,
  ecdsaAlgorithm,
  integer,
  OID,
  octets,
  oid,
  printable,
  sequence,
  setOf,
  tagged,
  taggedBytes,
  unsigned,
  utf8,
} from './der.ts';
import type { SignDigest } from './digest-signer.ts';

/** A distinguished name: common name, organisation, two-letter country. */
export interface CertificateName {
  CN: string;
  O?: string;
  C?: string;
}

export interface CertificateRequest {
  subject: CertificateName;
  issuer: CertificateName;
  /** Public keys as DER SubjectPublicKeyInfo: the subject's, and that of the key that signs. */
  publicKeySpki: Uint8Array;
  issuerPublicKeySpki: Uint8Array;
  signer: SignDigest;
  notBefore: Date;
  notAfter: Date;
  /** Big-endian, at most 20 bytes, unique per issuer. */
  serial: Uint8Array;
  /** `seal` signs documents, `time-stamping` signs only time-stamps, `authority` signs only certificates. */
  use: 'seal' | 'time-stamping' | 'authority';
}

/** An X.509 v3 certificate, DER, signed with ECDSA P-256 and SHA-256 (RFC 5280; RFC 3161, 2.3 for time-stamping). */
export async function issueCertificate(request: CertificateRequest): Promise<Uint8Array> {
  const tbs = sequence(
    tagged(0, integer(2)),
    unsigned(request.serial),
    ecdsaAlgorithm,
    distinguishedName(request.issuer),
    sequence(certificateTime(request.notBefore), certificateTime(request.notAfter)),
    distinguishedName(request.subject),
    request.publicKeySpki,
    tagged(3, sequence(...extensions(request))),
  );
  return sequence(tbs, ecdsaAlgorithm, bits(await request.signer(sha256(tbs), tbs)));
}

/** A certificate for sealing documents that its own key signs: what a key held by KMS needs when no authority vouches for it. */
export function issueSelfSigned(
  request: Omit<CertificateRequest, 'issuer' | 'issuerPublicKeySpki' | 'use'>,
): Promise<Uint8Array> {
  return issueCertificate({
    ...request,
    issuer: request.subject,
    issuerPublicKeySpki: request.publicKeySpki,
    use: 'seal',
  });
}

function distinguishedName(name: CertificateName): Uint8Array {
  const part = (type: string, value: Uint8Array) => setOf(sequence(oid(type), value));
  return sequence(
    ...(name.C ? [part(OID.country, printable(name.C))] : []),
    ...(name.O ? [part(OID.organization, utf8(name.O))] : []),
    part(OID.commonName, utf8(name.CN)),
  );
}

function extensions({ use, publicKeySpki, issuerPublicKeySpki }: CertificateRequest): Uint8Array[] {
  const extension = (type: string, critical: boolean, value: Uint8Array) =>
    critical ? sequence(oid(type), boolean(true), octets(value)) : sequence(oid(type), octets(value));
  // KeyUsage bits: digitalSignature 0x80, nonRepudiation 0x40; keyCertSign 0x04, cRLSign 0x02.
  const keyUsage = use === 'authority' ? bits(Uint8Array.of(0x06), 1) : bits(Uint8Array.of(0xc0), 6);
  return [
    extension(OID.basicConstraints, true, use === 'authority' ? sequence(boolean(true)) : sequence()),
    extension(OID.keyUsage, true, keyUsage),
    ...(use === 'time-stamping' ? [extension(OID.extendedKeyUsage, true, sequence(oid(OID.timeStamping)))] : []),
    extension(OID.subjectKeyIdentifier, false, octets(keyIdentifier(publicKeySpki))),
    extension(OID.authorityKeyIdentifier, false, sequence(taggedBytes(0, keyIdentifier(issuerPublicKeySpki)))),
  ];
}

/** SHA-1 of the public key's bits (RFC 5280, 4.2.1.2, method 1): a name, not a protection. */
function keyIdentifier(spki: Uint8Array): Uint8Array {
  const { result } = asn1js.fromBER(new Uint8Array(spki));
  const key = new PublicKeyInfo({ schema: result }).subjectPublicKey.valueBlock.valueHexView;
  return new Uint8Array(createHash('sha1').update(key).digest());
}
