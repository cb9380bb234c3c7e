import { Certificate } from 'pkijs';
import { OID } from './der.ts';
import { readTimestampToken, tokenContent } from './timestamp.ts';
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
}

/**
 * Verifies an RFC 3161 token over the SHA-256 of some bytes: imprint, signature, and an authority certificate that was
 * valid then and is for time-stamping only. Throws `TimestampError` on what is no token at all.
 */
export function verifyTimestamp(token: Uint8Array, stampedDigest: Uint8Array): TimestampVerification {
  const info = readTimestampToken(token);
  const { problems, certificate } = verifyCms(token, OID.tstInfo, [tokenContent(token)]);
  if (!Buffer.from(info.imprint).equals(stampedDigest)) problems.push('timestamp-imprint-mismatch');
  if (certificate && !isForTimestampingOnly(certificate.raw)) problems.push('timestamp-certificate-usage');
  if (certificate && !isValidAt(certificate, info.genTime)) problems.push('timestamp-certificate-not-valid-then');
  return {
    token,
    valid: problems.length === 0,
    problems,
    genTime: info.genTime,
    policy: info.policy,
    serial: info.serial,
    tsaName: certificate ? commonName(certificate) : '',
    certFingerprint: certificate ? describeCertificate(certificate).fingerprint : '',
  };
}

/** One extended key usage, critical: id-kp-timeStamping (RFC 3161, 2.3). */
function isForTimestampingOnly(der: Uint8Array): boolean {
  const extension = Certificate.fromBER(new Uint8Array(der)).extensions?.find(
    ({ extnID }) => extnID === OID.extendedKeyUsage,
  );
  const usages: string[] = (extension?.parsedValue as { keyPurposes?: string[] } | undefined)?.keyPurposes ?? [];
  return extension?.critical === true && usages.length === 1 && usages[0] === OID.timeStamping;
}
