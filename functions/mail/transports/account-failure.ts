import type { NodemailerError } from 'nodemailer/lib/errors.js';
import { OutsideRefused } from '../../../shared/outside/guard.ts';
import type { SmtpAccount } from '../../sending-accounts/smtp/smtp-account.ts';
import type { SmtpStage } from '../../sending-accounts/smtp/smtp-account-fields.ts';
import type { Reply } from '../../sending-accounts/smtp/smtp-dialogue.ts';
import { providerOf } from '../../sending-accounts/smtp/smtp-presets.ts';
import { mishap, verdict } from '../../sending-accounts/smtp/smtp-verdict.ts';
import type { Delivery } from './transport.ts';

/** A reply as nodemailer keeps it: its lines, each with the code. */
export function replyOf(response: string): Reply {
  const lines = response.split(/\r?\n/).map((line) => line.replace(/^\d{3}[ -]?/, ''));
  const [enhanced = ''] = /^\d\.\d{1,3}\.\d{1,3}/.exec(lines[0] ?? '') ?? [];
  return { code: Number(response.slice(0, 3)), ...(enhanced && { enhanced }), lines };
}

/** Commands that a server does not know: it never offered them. */
const UNKNOWN_COMMAND = new Set([500, 502, 503, 504]);

/**
 * What a failure says of the account, in the words of a test: nothing when it is the message's, or passes by itself.
 * @param begun the login had passed
 */
export function accountFailureOf(
  error: NodemailerError,
  account: SmtpAccount,
  begun: boolean,
): Delivery['accountFailed'] {
  if (error instanceof OutsideRefused) {
    return error.refusal === 'resolver-failed' ? undefined : { stage: error.stage, advice: error.refusal };
  }
  const { code, originalCode, timeoutType, command, response, responseCode = 0 } = error;
  if (responseCode >= 400 && responseCode < 500) return undefined;
  const reply = response ? replyOf(response) : undefined;
  const meaning = (stage: SmtpStage, said: Reply) => {
    const { login } = account;
    return { stage, advice: verdict(stage, said, { provider: providerOf(account), login }) };
  };

  if (code === 'EAUTH' || code === 'ENOAUTH') {
    return reply ? meaning('authenticate', reply) : { stage: 'authenticate', advice: 'auth-not-offered' };
  }
  if (begun) return undefined;
  if (reply && command === 'STARTTLS') {
    return UNKNOWN_COMMAND.has(reply.code) ? { stage: 'tls', advice: 'starttls-missing' } : meaning('tls', reply);
  }
  if (reply) return responseCode ? meaning('connect', reply) : { stage: 'connect', advice: 'not-smtp' };

  switch (timeoutType) {
    case 'GREETING_TIMEOUT':
      return { stage: 'connect', advice: 'no-greeting' };
    case 'UPGRADE_TIMEOUT':
      return { stage: 'tls', advice: 'server-silent' };
    case 'CONNECT_TIMEOUT':
    case 'SOCKET_TIMEOUT':
      return { stage: 'connect', advice: 'server-silent' };
  }
  if (code === 'ECONNECTION') return { stage: 'connect', advice: 'connection-lost' };
  if (code === 'ETLS') return { stage: 'tls', advice: 'tls-failed' };
  // What nodemailer calls a socket's error comes after the connection: of TLS, or a connection that was cut.
  if (code === 'ESOCKET' && originalCode) {
    const { advice } = mishap({ code: originalCode }, { stage: 'tls', isConnected: true, isLate: false });
    return { stage: advice === 'connection-lost' ? 'connect' : 'tls', advice };
  }
  return isOfConnecting(error)
    ? { stage: 'connect', advice: mishap(error, { stage: 'connect', isConnected: false, isLate: false }).advice }
    : undefined;
}

/** The socket's own error, or its silence, before nodemailer had it. */
const isOfConnecting = (error: NodemailerError) => error.name === 'TimedOut' || error.syscall === 'connect';
