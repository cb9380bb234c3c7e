import { createHash } from 'node:crypto';
import { ecdsaAlgorithm, element, integer, OID, octets, oid, sequence, setOf, sha256Algorithm, tagged } from './der.ts';
import { memberAt, membersOf, readElement } from './der-reader.ts';
import type { DigestSigner } from './digest-signer.ts';

export const sha256 = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value));

const chainHeadValue = ({ sequence: number, hash }: ChainHead) =>
  sequence(integer(number), octets(Buffer.from(hash, 'hex')));

/** Issuer and serial number of a DER certificate, as CMS names a signer. */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  // Certificate { TBSCertificate { [0] version DEFAULT v1, serial, algorithm, issuer, … } … }
  const fields = membersOf(memberAt(readElement(certificate), 0));
  const [serial, , issuer] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  if (!serial || !issuer) throw new Error('This is not a certificate.');
  return sequence(issuer.whole, serial.whole);
}

/** How far a chain has got: the number of its last link, from 1, and that link's SHA-256 in hexadecimal. */
export interface ChainHead {
  sequence: number;
  hash: string;
}

/** What a signature states as signed attributes of ours, which readers that do not know them pass over. */
export interface Stated {
  /**
   * SHA-256 of what the document is the evidence of, stated where only whoever holds the key can. No customer's document
   * may be sealed with one: it is what tells evidence from a look-alike that was uploaded.
   */
  evidenceOf?: Uint8Array | undefined;
  /** Of the acts that led to the document: whoever rewrites one of them later has to have it sealed again, and stamped. */
  chainHead?: ChainHead | undefined;
}

/** What is signed: `contentType` and either the digest of detached content, or the content to carry. */
export type CmsContent = { contentType: string } & Stated & ({ digest: Uint8Array } | { embedded: Uint8Array });

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
    ...(content.evidenceOf ? [attribute(OID.evidenceOf, octets(content.evidenceOf))] : []),
    ...(content.chainHead ? [attribute(OID.chainHead, chainHeadValue(content.chainHead))] : []),
  ];
  const signedAttributes = setOf(...attributes);
  const signature = await signer.sign(sha256(signedAttributes), signedAttributes);
  const timestampToken = await unsignedFor?.(signature);
  return encodeCms({
    contentType: content.contentType,
    ...('embedded' in content && { embedded: content.embedded }),
    certificates: signer.certificateChain,
    leaf,
    signedAttributes,
    signature,
    ...(timestampToken && { timestampToken }),
  });
}

/** The parts of a CMS signature, each DER but `signature`; `signedAttributes` as the SET OF that is signed. */
export interface CmsParts {
  contentType: string;
  embedded?: Uint8Array;
  certificates: Uint8Array[];
  leaf: Uint8Array;
  signedAttributes: Uint8Array;
  signature: Uint8Array;
  timestampToken?: Uint8Array;
}

/** The one encoding that these parts have here: what differs from it was altered where no signature reaches. */
export function encodeCms(parts: CmsParts): Uint8Array {
  const { contentType, timestampToken } = parts;
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial(parts.leaf),
    sha256Algorithm,
    // What is signed is a SET OF; what is carried is [0] (RFC 5652, 5.4).
    element(0xa0, readElement(parts.signedAttributes).content),
    ecdsaAlgorithm,
    octets(parts.signature),
    ...(timestampToken ? [tagged(1, attribute(OID.timeStampToken, timestampToken))] : []),
  );
  const signedData = sequence(
    integer(contentType === OID.data ? 1 : 3),
    setOf(sha256Algorithm),
    sequence(oid(contentType), ...(parts.embedded ? [tagged(0, octets(parts.embedded))] : [])),
    element(0xa0, ...parts.certificates),
    setOf(signerInfo),
  );
  return sequence(oid(OID.signedData), tagged(0, signedData));
}
