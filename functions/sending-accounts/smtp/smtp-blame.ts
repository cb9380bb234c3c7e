import { SMTP_STAGES, type SmtpStage } from './smtp-account-fields.ts';
import type { Advice } from './smtp-advice.ts';

/**
 * Whom a finding is about, and so what becomes of mails: `account`, nothing leaves until it is mended; `limit`, nothing
 * leaves until the provider takes mail again; `hour`, it passes; `recipient` and `message`, refused for good.
 */
export type Blame = 'account' | 'limit' | 'hour' | 'recipient' | 'message';

const BLAMES: Readonly<Record<Advice, Blame>> = {
  'malformed-host': 'account',
  'unknown-host': 'account',
  'resolver-failed': 'hour',
  'address-not-public': 'account',
  'port-not-allowed': 'account',
  'connection-refused': 'account',
  'host-silent': 'account',
  'no-greeting': 'account',
  'not-smtp': 'account',
  'server-busy': 'hour',
  'server-refuses': 'account',
  'connection-lost': 'account',
  'server-silent': 'account',
  'server-slow': 'hour',
  'unexpected-reply': 'account',
  'use-tls': 'account',
  'use-starttls': 'account',
  'starttls-missing': 'account',
  'starttls-refused': 'account',
  'certificate-expired': 'account',
  'certificate-not-yet-valid': 'account',
  'certificate-self-signed': 'account',
  'certificate-untrusted': 'account',
  'certificate-wrong-name': 'account',
  'tls-too-old': 'account',
  'tls-failed': 'account',
  'auth-not-offered': 'account',
  'auth-mechanism': 'account',
  'oauth-only': 'account',
  'microsoft-password': 'account',
  'app-password': 'account',
  'smtp-key': 'account',
  'login-before-at': 'account',
  'wrong-login': 'account',
  'auth-later': 'hour',
  'sender-refused': 'account',
  'relay-refused': 'account',
  'no-international-sender': 'account',
  'no-international-addresses': 'recipient',
  'daily-limit': 'limit',
  'rate-limit': 'limit',
  'too-large': 'message',
  'mailbox-full': 'hour',
  'recipient-refused': 'recipient',
  nobody: 'recipient',
  'recipient-later': 'hour',
  spam: 'message',
  'content-refused': 'message',
  'message-refused': 'message',
  'message-later': 'hour',
};

/** What a server that took the login does once and not the next time. */
const PASSING = new Set<Advice>(['connection-lost', 'server-silent', 'unexpected-reply']);

export function blameOf({ stage, advice }: { stage: SmtpStage; advice: Advice }): Blame {
  // Nothing was told yet of the message nor of whom it is for: who is refused is the sender.
  if (stage === 'sender' && advice === 'spam') return 'account';
  const isSignedIn = SMTP_STAGES.indexOf(stage) > SMTP_STAGES.indexOf('authenticate');
  return PASSING.has(advice) && isSignedIn ? 'hour' : BLAMES[advice];
}
