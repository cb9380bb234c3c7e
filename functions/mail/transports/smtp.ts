import { MINUTE } from '../../../shared/clock.ts';
import type { Tenant } from '../../../shared/identity/tenant.ts';
import { NotAsPinned } from '../../../shared/objects/pinned-stream.ts';
import { codeOf, serverWords } from '../../sending-accounts/smtp/server-words.ts';
import type { SmtpAccount } from '../../sending-accounts/smtp/smtp-account.ts';
import type { Advice } from '../../sending-accounts/smtp/smtp-advice.ts';
import { blameOf } from '../../sending-accounts/smtp/smtp-blame.ts';
import type { Reply } from '../../sending-accounts/smtp/smtp-dialogue.ts';
import { Unreadable } from '../../sending-accounts/smtp/smtp-dialogue.ts';
import { Found } from '../../sending-accounts/smtp/smtp-session.ts';
import { causeOfAdvice } from '../mail-cause.ts';
import { lineOf } from './smtp-line.ts';
import { allOf, type Delivery, type Fate, type MimeMessage, type Transport } from './transport.ts';

/** Seconds that an account is left alone: insisting on a login locks mailboxes, and a server that is silent holds workers up. */
const HELD = 15 * MINUTE;
const SILENT = new Set<Advice>(['no-greeting', 'server-silent', 'host-silent']);

/** The way out through a tenant's own SMTP account. */
export const smtpTransport = (tenant: Tenant, account: SmtpAccount): Transport => ({
  async deliver(message, handing) {
    const line = await lineOf(tenant, account);
    const words = (reply: Reply) => `${codeOf(reply)} ${serverWords(reply, line.password)}`.trim();
    try {
      const { reply, refused } = await line.send({ ...message, handing });
      const fates = message.to.map((address): Fate => {
        const found = refused.get(address);
        return found ? { address, ...fateOf(found, words) } : { address, outcome: 'accepted', reply: words(reply) };
      });
      return { fates, messageId: message.id };
    } catch (error) {
      if (error instanceof Unreadable) return { fates: heldBack(message, error) };
      if (error instanceof Found) return found(message, error, words);
      throw error;
    }
  },
});

type Words = (reply: Reply) => string;

/** What became of a message that was handed to nobody, or nobody knows. */
function found(message: MimeMessage, error: Found, words: Words): Delivery {
  const { refused, stage, advice } = error;
  if (refused) {
    return { fates: message.to.map((address) => ({ address, ...fateOf(refused.get(address) ?? error, words) })) };
  }
  const fate = fateOf(error, words);
  const fates = message.to.map((address) => ({ address, ...fate }));
  const blame = blameOf(error);
  if (error.isUncertain || (blame !== 'account' && blame !== 'limit')) return { fates };
  return { fates, accountFailed: { stage, advice, held: heldFor(error) } };
}

function heldFor({ stage, advice }: Found): number {
  if (advice === 'rate-limit') return MINUTE;
  return stage === 'authenticate' || advice === 'daily-limit' || SILENT.has(advice) ? HELD : 0;
}

function fateOf(found: Found, words: Words): Omit<Fate, 'address'> {
  const { advice, reply: said, unread, isUncertain } = found;
  const reply = said ? words(said) : unread.join(' ') || undefined;
  if (isUncertain) return { outcome: 'uncertain', reply, cause: 'uncertain' };
  const blame = blameOf(found);
  if (blame === 'account') return { outcome: 'put-off', reply, cause: 'account-failing' };
  const cause = causeOfAdvice(advice);
  if (blame === 'limit' || blame === 'hour') {
    const isSoft = advice === 'mailbox-full' || advice === 'recipient-later';
    return { outcome: 'put-off', reply, cause: cause ?? 'put-off', isSoft };
  }
  return { outcome: 'refused', reply, cause: cause ?? 'message-refused', nobody: advice === 'nobody' };
}

/** A fault of ours: nothing was handed over. */
function heldBack(message: MimeMessage, { cause }: Unreadable): Fate[] {
  return cause instanceof NotAsPinned
    ? allOf(message, 'refused', cause.message, 'attachment-unusable')
    : allOf(message, 'put-off', undefined, 'not-written');
}
