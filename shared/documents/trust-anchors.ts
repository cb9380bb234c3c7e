import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { extensionsOf, isIssuedBy, vouchersOf } from './certificate-chain.ts';
import { OID } from './der.ts';
import { describeCertificate, isValidAt } from './verify-cms.ts';

let shipped: X509Certificate[] | undefined;
/** Roots that Node ships, which are those of Mozilla. Read once by each process that asks. */
const nodeRoots = () => (shipped ??= rootCertificates.map((pem) => new X509Certificate(pem)));

/**
 * What a certificate may be made for. To seal documents, by one of the purposes that exist for it (RFC 9336, and those of
 * Microsoft and Adobe before it): whoever has a site gets a certificate for it from a public authority, and must not pass
 * with it for a known sealer.
 */
const PURPOSES = {
  'time-stamps': [OID.timeStamping],
  documents: ['1.3.6.1.5.5.7.3.36', '1.3.6.1.4.1.311.10.3.12', '1.2.840.113583.1.1.5'],
} as const satisfies Record<string, readonly string[]>;
export type Sealing = keyof typeof PURPOSES;

/** The purposes and limits of an authority that are weighed here: a critical one that is not closes the way (RFC 5280, 4.2). */
const weighed: readonly string[] = [OID.basicConstraints, OID.keyUsage, OID.extendedKeyUsage];
const anyPurpose = '2.5.29.37.0';

/**
 * The certificate known from elsewhere than the message to which a signer's certificate leads: a root that Node ships, or
 * one whose SHA-256 fingerprint (lower-case hexadecimal) is named. `at` is when those in between must have been valid. A
 * message vouches for itself otherwise: anybody can make a root and everything below it.
 */
export function anchorOf(
  leaf: X509Certificate,
  certificates: X509Certificate[],
  at: Date,
  named: readonly string[],
  sealing: Sealing = 'time-stamps',
): X509Certificate | undefined {
  const isNamed = (certificate: X509Certificate) => named.includes(describeCertificate(certificate).fingerprint);
  const reached = new Set([leaf]);
  // What is added while it is walked through is walked through too: cross-signed, a certificate has several issuers.
  for (const certificate of reached) {
    if (isNamed(certificate)) return certificate;
    const anchor = nodeRoots().find((root) => isSameAuthority(certificate, root) || isIssuedBy(certificate, root));
    if (anchor && isFor(leaf, sealing)) return anchor;
    for (const issuer of vouchersOf(certificate, certificates)) {
      if (isNamed(issuer) || mayVouch(issuer, at, sealing)) reached.add(issuer);
    }
  }
  return undefined;
}

/** A root that another one signed has a second certificate: its name and its key are the same. */
const isSameAuthority = (certificate: X509Certificate, root: X509Certificate) =>
  certificate.subject === root.subject && certificate.publicKey.equals(root.publicKey);

/** Not whoever bears a certificate may issue some: a site's must not make a time-stamp authority. */
function mayVouch(issuer: X509Certificate, at: Date, sealing: Sealing): boolean {
  return (
    issuer.ca &&
    isValidAt(issuer, at) &&
    isFor(issuer, sealing) &&
    extensionsOf(issuer).every(({ critical, extnID }) => !critical || weighed.includes(extnID))
  );
}

/** By its extended key usage, which Node calls `keyUsage`; one that has none is for anything. */
function isFor(certificate: X509Certificate, sealing: Sealing): boolean {
  const purposes = certificate.keyUsage as string[] | undefined;
  const wanted: readonly string[] = [...PURPOSES[sealing], anyPurpose];
  return !purposes || purposes.some((purpose) => wanted.includes(purpose));
}
