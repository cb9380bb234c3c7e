import type { X509Certificate } from 'node:crypto';
import type * as asn1js from 'asn1js';
import { type AuthorityKeyIdentifier, Certificate } from 'pkijs';
import { OID } from './der.ts';

/** Whether each certificate is the leaf or vouches, directly or through others, for it, and whoever can be checked holds. */
export function isChain(certificates: X509Certificate[], leaf: X509Certificate): boolean {
  const used = new Set<X509Certificate>();
  let current: X509Certificate | undefined = leaf;
  while (current && !used.has(current)) {
    used.add(current);
    const child: X509Certificate = current;
    // A self-signed seal may not sign certificates, so OpenSSL would not call it its own issuer.
    const parent = claimsToBeSelfSigned(child) ? child : certificates.find((other) => child.checkIssued(other));
    if (parent && !child.verify(parent.publicKey)) return false;
    current = parent;
  }
  return certificates.every((certificate) => used.has(certificate));
}

/** By its names or by its key identifiers: a root altered in one of them must not pass for an intermediate. */
function claimsToBeSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject === certificate.issuer) return true;
  const extensions = Certificate.fromBER(new Uint8Array(certificate.raw)).extensions ?? [];
  const extension = (type: string) => extensions.find(({ extnID }) => extnID === type)?.parsedValue as unknown;
  const own = extension(OID.subjectKeyIdentifier) as asn1js.OctetString | undefined;
  const issuers = (extension(OID.authorityKeyIdentifier) as AuthorityKeyIdentifier | undefined)?.keyIdentifier;
  return own !== undefined && issuers !== undefined && own.isEqual(issuers);
}
