import { after, DAY } from '../../shared/clock.ts';
import { dueAt, dueNow, dueSoon } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { deliveryOf, type Mail, mails, type Recipient } from './outgoing-mail.ts';

/** What a mail goes through while it is delivered, as writes: claimed, then settled, put back or left in doubt. */

/** Seconds after which a claimed mail that nothing was heard of is looked at again: no attempt lasts that long. */
const DOUBT = 120;
/** Seconds between tries, doubling. */
const FIRST_RETRY = 5;
const LONGEST_RETRY = 3600;
/** Both of them end a mail: about two days of tries, and the same time when turns are slow to come. */
export const MOST_ATTEMPTS = 56;
const LONGEST_WAY = 2 * DAY;

const as = ({ status, attempts }: Mail) => ({ equals: { status, attempts } });

/** Takes a mail for one attempt; nobody else will try it meanwhile. */
export function claim(mail: Mail, now: Date): { claimed: Mail; write: Write } {
  const doubted = mail.status === 'sending' ? 1 : 0;
  const claimedAt = now.toISOString();
  return {
    claimed: { ...mail, status: 'sending', claimedAt, attempts: mail.attempts + 1, doubts: mail.doubts + doubted },
    write: mails.update(mail.tenant, mail, {
      when: as(mail),
      set: { status: 'sending', claimedAt },
      add: { attempts: 1, doubts: doubted },
      remove: ['turnAt'],
      due: dueAt(deliveryOf(mail.tenant, mail.id), after(now, DOUBT)),
    }),
  };
}

/** An attempt is under way, or what became of it may still be told. */
export const inDoubt = (mail: Mail, now: Date): boolean =>
  mail.status === 'sending' && now.getTime() - Date.parse(mail.claimedAt ?? mail.createdAt) < DOUBT * 1000;

export const waitsForItsTurn = ({ turnAt }: Mail, now: Date): boolean =>
  turnAt !== undefined && turnAt > now.toISOString();

/** Those that are still to be tried. */
export const pending = ({ recipients }: Mail): Recipient[] => recipients.filter(({ outcome }) => !outcome);

/** What an attempt made of one recipient. */
export interface Verdict {
  address: string;
  outcome: NonNullable<Recipient['outcome']> | 'put-off';
  reply?: string | undefined;
}

export interface Attempt {
  verdicts: readonly Verdict[];
  through: string;
  messageId?: string | undefined;
  /** Seconds that the next try waits at least. */
  patience?: number | undefined;
}

/** Writes down what an attempt made of each recipient, and has the mail tried again for those that were put off. */
export function settled(mail: Mail, { verdicts, through, messageId, patience = 0 }: Attempt, now: Date): Write {
  const giveUp = mail.attempts >= MOST_ATTEMPTS || now.getTime() - Date.parse(mail.createdAt) > LONGEST_WAY * 1000;
  const recipients = mail.recipients.map((recipient): Recipient => {
    const verdict = recipient.outcome ? undefined : verdicts.find(({ address }) => address === recipient.address);
    if (!verdict) return recipient;
    const { address, reply } = verdict;
    const outcome = verdict.outcome === 'put-off' ? (giveUp ? 'refused' : undefined) : verdict.outcome;
    return { address, ...(outcome && { outcome }), ...(reply && { reply }) };
  });
  const left = recipients.filter(({ outcome }) => outcome === 'accepted').length;
  const reason = reasonOf(recipients);
  if (recipients.some(({ outcome }) => !outcome)) {
    return mails.update(mail.tenant, mail, {
      when: as(mail),
      set: { status: 'queued', recipients, reason, ...(left && { through }) },
      remove: reason ? [] : ['reason'],
      due: dueSoon(deliveryOf(mail.tenant, mail.id), Math.max(patience, backoff(mail.attempts)), now),
    });
  }
  const status = left === 0 ? 'failed' : left < recipients.length ? 'partly-sent' : 'sent';
  return mails.update(mail.tenant, mail, {
    when: as(mail),
    set: {
      status,
      recipients,
      reason,
      sealed: {},
      ...(left && { sentAt: now.toISOString(), through, messageId: messageId ?? mail.messageId }),
    },
    // What an earlier try was put off for.
    remove: reason ? [] : ['reason'],
    due: mail.report ? dueNow(mail.report, now) : null,
  });
}

/** Everybody who was still to be tried has this verdict. */
export const forAll = (mail: Mail, outcome: Verdict['outcome'], reply?: string): Verdict[] =>
  pending(mail).map(({ address }) => ({ address, outcome, reply }));

/** Puts a mail off to its turn, or to when its account may be used again; no attempt is counted. */
export const deferred = (mail: Mail, { at, isTurn }: { at: Date; isTurn: boolean }, now: Date): Write =>
  mails.update(mail.tenant, mail, {
    when: as(mail),
    set: { ...(isTurn && { turnAt: at.toISOString() }) },
    due: dueSoon(deliveryOf(mail.tenant, mail.id), (at.getTime() - now.getTime()) / 1000, now),
  });

/** Tries are spread so that many do not return at once. */
const backoff = (attempts: number): number =>
  Math.min(FIRST_RETRY * 2 ** (attempts - 1), LONGEST_RETRY) * (0.75 + Math.random() / 2);

/** Why it did not reach everybody, in the transport's words; said once when it is the same for all. */
function reasonOf(recipients: readonly Recipient[]): string | undefined {
  const unlucky = recipients.filter(({ outcome }) => outcome !== 'accepted');
  const replies = new Set(unlucky.map(({ outcome, reply }) => reply ?? outcome));
  if (recipients.length === 1 || replies.size === 1) return [...replies][0];
  return unlucky.map(({ address, outcome, reply }) => `${address}: ${reply ?? outcome}`).join('; ') || undefined;
}
