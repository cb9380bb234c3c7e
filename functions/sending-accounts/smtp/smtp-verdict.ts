import { TimedOut } from '../../../shared/outside/deadline.ts';
import { OutsideRefused } from '../../../shared/outside/guard.ts';
import type { SmtpStage } from './smtp-account-fields.ts';
import type { Advice } from './smtp-advice.ts';
import { ConnectionLost, NotSmtp, type Reply } from './smtp-dialogue.ts';
import type { SmtpPreset } from './smtp-presets.ts';

interface Tried {
  provider: SmtpPreset | undefined;
  login: string;
}

const saying = ({ lines }: Reply, words: RegExp) => words.test(lines.join(' '));
const passing = ({ code }: Reply) => code >= 400 && code < 500;

/** What a server's refusal at a stage means. */
export function verdict(stage: SmtpStage, reply: Reply, tried: Tried): Advice {
  if (reply.code === 421) return 'server-busy';
  switch (stage) {
    case 'connect':
      return passing(reply) ? 'server-busy' : 'server-refuses';
    case 'tls':
      return 'starttls-refused';
    case 'authenticate':
      return refusedLogin(reply, tried);
    case 'sender':
      if (tooLarge(reply)) return 'too-large';
      return passing(reply) ? 'message-later' : 'sender-refused';
    case 'recipient':
      if (passing(reply)) return 'recipient-later';
      // Many servers judge the sender only when they know to whom it writes.
      return saying(reply, /\bsender\b/i) ? 'sender-refused' : 'recipient-refused';
    default:
      return refusedMessage(reply);
  }
}

const tooLarge = ({ code, enhanced }: Reply) => code === 552 || enhanced === '5.3.4' || enhanced === '5.2.2';

function refusedLogin(reply: Reply, { provider, login }: Tried): Advice {
  const { code, enhanced } = reply;
  if (passing(reply)) return 'auth-later';
  if (enhanced === '5.7.139' || saying(reply, /SmtpClientAuthentication|basic authentication is disabled/i)) {
    return 'microsoft-password';
  }
  if (code === 504 || enhanced === '5.5.4') return 'auth-mechanism';
  if (code === 534 || saying(reply, /application.specific password|\bapp(lication)? password/i)) return 'app-password';
  if (code < 530) return 'unexpected-reply';
  if (provider?.password === 'oauth-only') return 'microsoft-password';
  if (provider?.password === 'app-password') return 'app-password';
  if (provider?.password === 'smtp-key') return 'smtp-key';
  return provider?.loginForm === 'local-part' && login.includes('@') ? 'login-before-at' : 'wrong-login';
}

function refusedMessage(reply: Reply): Advice {
  if (tooLarge(reply)) return 'too-large';
  if (saying(reply, /SendAsDenied|not allowed to send as/i)) return 'sender-refused';
  if (saying(reply, /spam|junk|unsolicited|reputation|blocked|DMARC|SPF|DKIM/i)) return 'spam';
  return passing(reply) ? 'message-later' : 'message-refused';
}

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
  isConnected: boolean;
  /** The whole test had no more time, however long this stage may take. */
  isLate: boolean;
}

/** What a failure of the network or of TLS means. @throws the error itself when it is a fault of ours */
export function mishap(
  error: unknown,
  { stage, isConnected, isLate }: Circumstances,
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
  return { advice: ofCode(code), code };
}

function ofCode(code: string): Advice {
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (UNREACHED.has(code)) return 'host-silent';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'connection-lost';
  if (IN_CLEAR.test(code)) return 'use-starttls';
  if (TOO_OLD.test(code)) return 'tls-too-old';
  return CERTIFICATES[code] ?? 'tls-failed';
}
