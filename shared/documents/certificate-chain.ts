import type { X509Certificate } from 'node:crypto';
import type * as asn1js from 'asn1js';
import { type AuthorityKeyIdentifier, Certificate } from 'pkijs';
import { OID } from './der.ts';

/** More than any authority sends: each may have to be tried with each. */
const mostCertificates = 64;

/** Whether each certificate holds that another one here, or by its own saying itself, vouches for. */
export const holdTogether = (certificates: X509Certificate[]): boolean =>
  certificates.length <= mostCertificates &&
  certificates.every((certificate) => {
    const issuers = issuersOf(certificate, certificates);
    return issuers.length === 0 || issuers.some((issuer) => certificate.verify(issuer.publicKey));
  });

/** Whether certificates hold together and each is the leaf or vouches, directly or through others, for it. */
export function isChain(certificates: X509Certificate[], leaf: X509Certificate): boolean {
  if (!holdTogether(certificates)) return false;
  const chain = new Set([leaf]);
  // What is added while it is walked through is walked through too.
  for (const child of chain) for (const issuer of vouchersOf(child, certificates)) chain.add(issuer);
  return certificates.every((certificate) => chain.has(certificate));
}

/** Those among certificates that signed this one. */
export const vouchersOf = (child: X509Certificate, certificates: X509Certificate[]): X509Certificate[] =>
  certificates.filter((other) => isIssuedBy(child, other));

/** By what both say, and by the signature. */
export const isIssuedBy = (child: X509Certificate, issuer: X509Certificate): boolean =>
  child.checkIssued(issuer) && child.verify(issuer.publicKey);

/** Those among certificates that have signed this one, if it is to be believed. */
function issuersOf(child: X509Certificate, certificates: X509Certificate[]): X509Certificate[] {
  // A self-signed seal may not sign certificates, so OpenSSL would not call it its own issuer.
  return claimsToBeSelfSigned(child) ? [child] : certificates.filter((other) => child.checkIssued(other));
}

/** By its names or by its key identifiers: a root altered in one of them must not pass for an intermediate. */
function claimsToBeSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject === certificate.issuer) return true;
  const extension = (type: string) =>
    extensionsOf(certificate).find(({ extnID }) => extnID === type)?.parsedValue as unknown;
  const own = extension(OID.subjectKeyIdentifier) as asn1js.OctetString | undefined;
  const issuers = (extension(OID.authorityKeyIdentifier) as AuthorityKeyIdentifier | undefined)?.keyIdentifier;
  return own !== undefined && issuers !== undefined && own.isEqual(issuers);
}

/** Extensions of a certificate, those that Node does not show among them. */
export const extensionsOf = (certificate: X509Certificate) =>
  Certificate.fromBER(new Uint8Array(certificate.raw)).extensions ?? [];
