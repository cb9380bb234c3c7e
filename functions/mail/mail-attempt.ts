import { after, DAY, MINUTE } from '../../shared/clock.ts';
import { type Due, dueAt, dueNow, dueSoon } from '../../shared/table/due.ts';
import type { Write } from '../../shared/table/transact.ts';
import { hold, isHeld } from './held-mail.ts';
import { deliveryOf, type Mail, mails, type Recipient, tellOfMail } from './mail.ts';
import type { Cause } from './mail-cause.ts';

/** What a mail goes through while it is delivered, as writes: claimed, attempted, deferred, or left in doubt. */

/** Seconds after which a claimed mail that nothing was heard of is looked at again: no attempt lasts that long. */
const DOUBT = { platform: 120, smtp: 330 };
const doubtOf = ({ handedTo }: Pick<Mail, 'handedTo'>) => (handedTo === 'platform' ? DOUBT.platform : DOUBT.smtp);
/** Seconds between tries, doubling. */
const FIRST_RETRY = 5;
const LONGEST_RETRY = 3600;
/** Both of them end a mail: about two days of tries, and the same time when turns are slow to come. */
export const MOST_ATTEMPTS = 56;
const LONGEST_WAY = 2 * DAY;
/** Seconds after which a mail that waits for its account looks whether it was mended. It costs a few reads, no connection. */
const LOOK_AGAIN = MINUTE;

const as = ({ status, attempts }: Mail) => ({ equals: { status, attempts } });

/**
 * Takes a mail for one attempt; nobody else will try it meanwhile.
 * @param handedTo who has it from now on, unless it is `handed` later
 */
export function claim(mail: Mail, handedTo: string | undefined, now: Date): { claimed: Mail; write: Write } {
  const doubted = wasHanded(mail) ? 1 : 0;
  const claimedAt = now.toISOString();
  const { handedTo: _, ...before } = mail;
  const set = { claimedAt, ...(handedTo && { handedTo }) };
  return {
    claimed: { ...before, ...set, status: 'sending', attempts: mail.attempts + 1, doubts: mail.doubts + doubted },
    write: mails.move(mail.tenant, mail, 'claim', {
      when: as(mail),
      set,
      add: { attempts: 1, doubts: doubted },
      remove: ['turnAt', 'nextTryAt', ...(handedTo ? [] : ['handedTo'])],
      due: { deliver: dueAt(deliveryOf(mail.tenant, mail.id), after(now, doubtOf({ handedTo }))) },
    }),
  };
}

/** Notes that a transport may have the whole message from now on. */
export const handed = (mail: Mail, to: string): Write =>
  mails.update(mail.tenant, mail, { when: as(mail), set: { handedTo: to } });

/** An attempt began to hand it over, and nothing is known of what became of it. */
export const wasHanded = ({ status, handedTo }: Mail): boolean => status === 'sending' && handedTo !== undefined;

/** An attempt is under way, or what became of it may still be told. */
export const inDoubt = (mail: Mail, now: Date): boolean =>
  mail.status === 'sending' && now.getTime() - Date.parse(mail.claimedAt ?? mail.createdAt) < doubtOf(mail) * 1000;

export const waitsForItsTurn = ({ turnAt }: Mail, now: Date): boolean =>
  turnAt !== undefined && turnAt > now.toISOString();

/** Those that are still to be tried. */
export const pending = ({ recipients }: Mail): Recipient[] => recipients.filter(({ outcome }) => !outcome);

/** What an attempt made of one recipient. */
export interface Verdict {
  address: string;
  outcome: NonNullable<Recipient['outcome']> | 'put-off';
  reply?: string | undefined;
  cause?: Cause | undefined;
  /** Seconds that a limit of the sender's asks for: no failure, and no try. */
  wait?: number | undefined;
}

export interface Attempt {
  verdicts: readonly Verdict[];
  through: string;
  messageId?: string | undefined;
  /** What it hung on no longer held: who sent it is told. */
  isLapsed?: boolean | undefined;
  /** What failed is the account: the next try waits so many seconds at least, unless it is mended before. */
  accountFailed?: { held: number } | undefined;
}

/** Whether what puts a mail off now ends it. */
export const isGivenUp = ({ attempts, createdAt, releasedAt = createdAt }: Mail, now: Date): boolean =>
  attempts >= MOST_ATTEMPTS || now.getTime() - Date.parse(releasedAt) > LONGEST_WAY * 1000;

/**
 * Writes down what an attempt made of each recipient, and has the mail tried again for those that were put off; tells
 * others of a failure.
 * @param now when the transport answered
 */
export function attempted(
  mail: Mail,
  { verdicts, through, messageId, isLapsed, accountFailed }: Attempt,
  now: Date,
): Write[] {
  const giveUp = isGivenUp(mail, now);
  const recipients = mail.recipients.map((recipient): Recipient => {
    const verdict = recipient.outcome ? undefined : verdicts.find(({ address }) => address === recipient.address);
    return verdict ? judged(verdict, giveUp) : recipient;
  });
  const left = recipients.filter(({ outcome }) => outcome === 'accepted').length;
  const why = { reason: reasonOf(recipients), cause: causeOf(recipients) };
  const unsaid = (['reason', 'cause'] as const).filter((field) => why[field] === undefined);
  if (recipients.some(({ outcome }) => !outcome)) {
    const wait = Math.max(0, ...verdicts.map((verdict) => verdict.wait ?? 0));
    const nextTryAt = after(now, Math.max(accountFailed?.held ?? 0, wait ? spread(wait) : backoff(mail.attempts)));
    return [
      mails.move(mail.tenant, mail, 'putOff', {
        when: as(mail),
        set: {
          ...{ recipients, ...why, nextTryAt: nextTryAt.toISOString() },
          ...(wait && { attempts: mail.attempts - 1 }),
          ...(left && { through }),
        },
        remove: unsaid,
        due: { deliver: dueAgain(mail, nextTryAt, Boolean(accountFailed), now) },
      }),
    ];
  }
  const by = outcomeFor(recipients);
  const waits = by === 'fail' && isHeld(mail, recipients);
  const write = mails.move(mail.tenant, mail, by, {
    // SES may tell that it came back before we noted that it left: looked at again, the reason is then that.
    when: { equals: { ...as(mail).equals, bouncedAt: mail.bouncedAt } },
    set: {
      recipients,
      ...why,
      ...(!waits && { secrets: {} }),
      ...(isLapsed && { lapsedAt: now.toISOString() }),
      ...(left && { sentAt: mail.sentAt ?? now.toISOString(), through, messageId: messageId ?? mail.messageId }),
    },
    // What an earlier try was put off for.
    remove: ['turnAt', 'nextTryAt', ...(mail.bouncedAt ? [] : unsaid)],
    // Who took it back knows.
    ...(mail.report && (by !== 'withdraw' || isLapsed) && { due: { report: dueNow(mail.report, now) } }),
  });
  const isFailure = recipients.some(({ outcome }) => outcome === 'refused' || outcome === 'suppressed');
  return [
    write,
    ...(waits ? hold(mail, recipients) : []),
    ...(isFailure && by !== 'withdraw' ? tellOfMail(mail, 'failed', why.cause, now) : []),
  ];
}

function outcomeFor(recipients: readonly Recipient[]): 'send' | 'sendPartly' | 'fail' | 'withdraw' {
  const left = recipients.filter(({ outcome }) => outcome === 'accepted').length;
  if (left) return left < recipients.length ? 'sendPartly' : 'send';
  return recipients.some(({ outcome }) => outcome === 'withdrawn') ? 'withdraw' : 'fail';
}

function judged({ address, outcome, reply, cause }: Verdict, giveUp: boolean): Recipient {
  const said = reply === undefined ? {} : { reply };
  if (outcome === 'accepted') return { address, outcome, ...said };
  if (outcome !== 'put-off') return { address, outcome, ...said, cause };
  return giveUp
    ? { address, outcome: 'refused', ...said, cause: 'given-up' }
    : { address, ...said, cause: cause ?? 'put-off' };
}

/** Everybody who was still to be tried has this verdict. */
export const forAll = (mail: Mail, outcome: Verdict['outcome'], cause?: Cause): Verdict[] =>
  pending(mail).map(({ address }) => ({ address, outcome, cause }));

/** When a mail may leave, and what it waits for until then. */
export interface Opening {
  at: Date;
  /** Its turn, which it has taken; its account, which may be mended before; or neither: it then asks anew. */
  waitsFor?: 'turn' | 'account';
  cause?: Cause;
}

/** Puts a mail off until it may leave; no attempt is counted. */
export const deferred = (mail: Mail, { at, waitsFor, cause }: Opening, now: Date): Write =>
  mails.update(mail.tenant, mail, {
    when: as(mail),
    set: {
      nextTryAt: at.toISOString(),
      ...(waitsFor === 'turn' && { turnAt: at.toISOString() }),
      ...(cause && { cause }),
    },
    // A turn that the account let pass is none for the moment when it is mended.
    remove: waitsFor === 'turn' ? [] : ['turnAt'],
    due: { deliver: dueAgain(mail, at, waitsFor === 'account', now) },
  });

const dueAgain = (mail: Mail, at: Date, looking: boolean, now: Date): Due => {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  return dueSoon(deliveryOf(mail.tenant, mail.id), looking ? Math.min(seconds, spread(LOOK_AGAIN)) : seconds, now);
};

/** Tries are spread so that many do not return at once. */
const backoff = (attempts: number): number => spread(Math.min(FIRST_RETRY * 2 ** (attempts - 1), LONGEST_RETRY));
const spread = (seconds: number): number => seconds * (0.75 + Math.random() / 2);

const notAccepted = (recipients: readonly Recipient[]) => recipients.filter(({ outcome }) => outcome !== 'accepted');

/** Why it did not reach everybody, in the transport's words, if it said any; said once when it is the same for all. */
function reasonOf(recipients: readonly Recipient[]): string | undefined {
  const said = notAccepted(recipients).flatMap(({ address, reply }) => (reply ? [{ address, reply }] : []));
  const replies = new Set(said.map(({ reply }) => reply));
  if (replies.size <= 1) return [...replies][0];
  return said.map(({ address, reply }) => `${address}: ${reply}`).join('; ');
}

/** What happened, when it is the same for all whom it did not reach. */
function causeOf(recipients: readonly Recipient[]): string | undefined {
  const causes = new Set(notAccepted(recipients).map(({ cause }) => cause));
  return causes.size === 1 ? [...causes][0] : undefined;
}
