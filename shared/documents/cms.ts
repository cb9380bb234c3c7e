import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { Certificate } from 'pkijs';
import { ecdsaAlgorithm, element, integer, OID, octets, oid, sequence, setOf, sha256Algorithm, tagged } from './der.ts';
import type { DigestSigner } from './digest-signer.ts';

export const sha256 = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value));

/** Issuer and serial number of a DER certificate, as CMS names a signer. */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const parsed = Certificate.fromBER(new Uint8Array(certificate));
  return sequence(new Uint8Array(parsed.issuer.toSchema().toBER()), new Uint8Array(parsed.serialNumber.toBER()));
}

/** What is signed: `contentType` and either the digest of detached content, or the content to carry. */
export type CmsContent = { contentType: string } & ({ digest: Uint8Array } | { embedded: Uint8Array });

/**
 * A CMS SignedData (RFC 5652) with the CAdES/PAdES signed attributes: content-type, message-digest and
 * signing-certificate-v2, and no signing-time, which PAdES baseline forbids (EN 319 142-1, 6.3).
 * `unsignedFor` is given the signature value and resolves to a time-stamp token to attach.
 */
export async function signCms(
  content: CmsContent,
  signer: DigestSigner,
  unsignedFor?: (signatureValue: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const [leaf] = signer.certificateChain;
  if (!leaf) throw new Error('The signer has no certificate.');
  const digest = 'digest' in content ? content.digest : sha256(content.embedded);
  const attributes = [
    attribute(OID.contentType, oid(content.contentType)),
    attribute(OID.messageDigest, octets(digest)),
    attribute(OID.signingCertificateV2, sequence(sequence(sequence(octets(sha256(leaf)))))),
  ];
  // The signature is computed over the SET OF encoding, while the message carries it as [0] (RFC 5652, 5.4).
  const signedSet = setOf(...attributes);
  const signature = await signer.sign(sha256(signedSet), signedSet);
  const token = await unsignedFor?.(signature);
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial(leaf),
    sha256Algorithm,
    element(0xa0, contentOf(signedSet)),
    ecdsaAlgorithm,
    octets(signature),
    ...(token ? [tagged(1, attribute(OID.timeStampToken, token))] : []),
  );
  const encapsulated =
    'embedded' in content
      ? sequence(oid(content.contentType), tagged(0, octets(content.embedded)))
      : sequence(oid(content.contentType));
  const signedData = sequence(
    integer(content.contentType === OID.data ? 1 : 3),
    setOf(sha256Algorithm),
    encapsulated,
    element(0xa0, ...signer.certificateChain),
    setOf(signerInfo),
  );
  return sequence(oid(OID.signedData), tagged(0, signedData));
}

function contentOf(der: Uint8Array): Uint8Array {
  const { result } = asn1js.fromBER(new Uint8Array(der));
  return der.subarray(result.idBlock.blockLength + result.lenBlock.blockLength);
}
