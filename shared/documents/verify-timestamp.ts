import { X509Certificate } from 'node:crypto';
import { extensionsOf } from './certificate-chain.ts';
import { OID } from './der.ts';
import { readTimestampToken, tokenContent } from './timestamp.ts';
import { anchorOf } from './trust-anchors.ts';
import { commonName, describeCertificate, isValidAt, verifyCms } from './verify-cms.ts';

/** What a time-stamp proves, once verified. */
export interface TimestampVerification {
  /** DER. */
  token: Uint8Array;
  valid: boolean;
  problems: string[];
  genTime: Date;
  policy: string;
  tsaName: string;
  /** Hexadecimal. */
  serial: string;
  /** Of the authority's certificate: SHA-256, lower-case hexadecimal. */
  certFingerprint: string;
  /** Name of the known certificate that its authority's leads to; nothing when nobody but the token vouches for it. */
  anchor?: string;
}

/**
 * Verifies an RFC 3161 token over the SHA-256 of some bytes: imprint, signature, and an authority certificate that was
 * valid then and is for time-stamping only. Who the authority is, is told apart: `anchor`, a root that Node ships or a
 * certificate whose SHA-256 is among `named`. Throws `TimestampError` on what is no token at all.
 */
export function verifyTimestamp(
  token: Uint8Array,
  stampedDigest: Uint8Array,
  named: readonly string[] = [],
): TimestampVerification {
  const info = readTimestampToken(token);
  const { problems, certificate, certificates } = verifyCms(token, OID.tstInfo, [tokenContent(token)]);
  if (!Buffer.from(info.imprint).equals(stampedDigest)) problems.push('timestamp-imprint-mismatch');
  if (certificate && !isForTimestampingOnly(certificate)) problems.push('timestamp-certificate-usage');
  if (certificate && !isValidAt(certificate, info.genTime)) problems.push('timestamp-certificate-not-valid-then');
  const chain = certificates.map((der) => new X509Certificate(der));
  const anchor = certificate && problems.length === 0 && anchorOf(certificate, chain, info.genTime, named);
  return {
    token,
    valid: problems.length === 0,
    problems,
    genTime: info.genTime,
    policy: info.policy,
    serial: info.serial,
    tsaName: certificate ? commonName(certificate) : '',
    certFingerprint: certificate ? describeCertificate(certificate).fingerprint : '',
    ...(anchor && { anchor: commonName(anchor) }),
  };
}

/** One extended key usage, critical: id-kp-timeStamping (RFC 3161, 2.3). */
function isForTimestampingOnly(certificate: X509Certificate): boolean {
  const extension = extensionsOf(certificate).find(({ extnID }) => extnID === OID.extendedKeyUsage);
  const usages: string[] = (extension?.parsedValue as { keyPurposes?: string[] } | undefined)?.keyPurposes ?? [];
  return extension?.critical === true && usages.length === 1 && usages[0] === OID.timeStamping;
}
