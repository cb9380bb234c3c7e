import { TimedOut } from '../../../shared/outside/deadline.ts';
import { OutsideRefused } from '../../../shared/outside/guard.ts';
import type { SmtpStage } from './smtp-account-fields.ts';
import type { Advice } from './smtp-advice.ts';
import { ConnectionLost, NotSmtp } from './smtp-dialogue.ts';

const CERTIFICATES: Readonly<Record<string, Advice>> = {
  CERT_HAS_EXPIRED: 'certificate-expired',
  CERT_NOT_YET_VALID: 'certificate-not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  CERT_SIGNATURE_FAILURE: 'certificate-untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-wrong-name',
  HOSTNAME_MISMATCH: 'certificate-wrong-name',
};

/** What OpenSSL says of an answer in clear. */
const IN_CLEAR = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_LAYER|UNEXPECTED_MESSAGE/;
const TOO_OLD = /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS_AVAILABLE|HANDSHAKE_FAILURE|DH_KEY_TOO_SMALL/;
const UNREACHED = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EHOSTDOWN', 'EADDRNOTAVAIL']);

interface Circumstances {
  stage: SmtpStage;
  security: 'tls' | 'starttls';
  isConnected: boolean;
  /** There was no more time for all of it, however long this stage may take. */
  isLate: boolean;
}

/** What a failure of the network or of TLS means. @throws the error itself when it is a fault of ours */
export function mishap(
  error: unknown,
  { stage, security, isConnected, isLate }: Circumstances,
): { advice: Advice; code?: string } {
  if (error instanceof OutsideRefused) return { advice: error.refusal };
  if (error instanceof NotSmtp) return { advice: stage === 'connect' ? 'not-smtp' : 'unexpected-reply' };
  if (error instanceof ConnectionLost) return { advice: 'connection-lost' };
  if (error instanceof TimedOut) {
    if (stage === 'connect') return { advice: isConnected ? 'no-greeting' : 'host-silent', code: 'ETIMEDOUT' };
    return { advice: isLate ? 'server-slow' : 'server-silent', code: 'ETIMEDOUT' };
  }
  const { code } = error as { code?: string };
  if (typeof code !== 'string') throw error;
  return { advice: ofCode(code, security), code };
}

function ofCode(code: string, security: 'tls' | 'starttls'): Advice {
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (UNREACHED.has(code)) return 'host-silent';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'connection-lost';
  // After a STARTTLS that it took, the server went on in clear.
  if (IN_CLEAR.test(code)) return security === 'tls' ? 'use-starttls' : 'starttls-refused';
  if (TOO_OLD.test(code)) return 'tls-too-old';
  return CERTIFICATES[code] ?? 'tls-failed';
}
