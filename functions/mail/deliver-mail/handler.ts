import { after } from '../../../shared/clock.ts';
import { serve } from '../../../shared/function/queue.ts';
import { PLATFORM, type Tenant } from '../../../shared/identity/tenant.ts';
import type { Log } from '../../../shared/log.ts';
import { NotAsPinned } from '../../../shared/objects/pinned-stream.ts';
import type { Transact, Write } from '../../../shared/table/transact.ts';
import { type Sender, senderNamed, senderOf } from '../../sending-accounts/mail-settings.ts';
import { keepTest } from '../../sending-accounts/smtp/smtp-account.ts';
import { hasOutcome, type Mail, mails } from '../mail.ts';
import {
  attempted,
  claim,
  deferred,
  forAll,
  handed,
  inDoubt,
  isGivenUp,
  pending,
  type Verdict,
  waitsForItsTurn,
  wasHanded,
} from '../mail-attempt.ts';
import { suppressedBecause } from '../mail-cause.ts';
import { holds } from '../only-while.ts';
import { delivered, softBounced } from '../soft-bounce.ts';
import { isSuppressed, stillSuppressed, suppress } from '../suppression.ts';
import { sesTransport } from '../transports/ses.ts';
import { smtpTransport } from '../transports/smtp.ts';
import type { Delivery, MimeMessage } from '../transports/transport.ts';
import { openingOf } from '../transports/turn.ts';
import { lapsed, withdrawn } from '../withdrawal.ts';
import { compose } from './compose.ts';
import contract from './contract.ts';

/** How often a message that SES may have taken is sent again: its events tell later, unless they are lost too. */
const MOST_DOUBTS = 3;

export const handler = serve(contract, async ({ data: { tenant, mailId }, now, clock, log, transact }) => {
  const mail = await mails.get(tenant, { id: mailId });
  if (!mail || hasOutcome(mail)) return [];
  // The transport's yes was lost to us, and the transport has told us since.
  if (mail.messageId) {
    return attempted(mail, { verdicts: forAll(mail, 'accepted'), through: 'platform', messageId: mail.messageId }, now);
  }
  if (inDoubt(mail, now) || waitsForItsTurn(mail, now)) return [];

  if (mail.withdrawnAt) return withdrawn(mail, now);
  // A tenant's own server tells nothing later: a second copy would be sent in the dark.
  if (wasHanded(mail) && (mail.once || mail.handedTo !== 'platform' || mail.doubts >= MOST_DOUBTS)) {
    const { handedTo = 'platform' } = mail;
    return attempted(mail, { verdicts: forAll(mail, 'uncertain', 'uncertain'), through: handedTo }, now);
  }
  const [sender, suppressed, isWanted] = await Promise.all([
    mail.way === undefined ? senderOf(tenant, mail.sender?.userId) : senderNamed(tenant, mail.way),
    suppressedOf(mail),
    holds(mail.onlyWhile),
  ]);
  if (!isWanted) return lapsed(mail, now);
  if (!sender)
    return attempted(mail, { verdicts: forAll(mail, 'refused', 'account-gone'), through: mail.way ?? '' }, now);
  const through = sender.account?.id ?? 'platform';
  const wanted = pending(mail).flatMap(({ address }) => (suppressed.some((s) => s.address === address) ? [] : address));
  if (!wanted.length) {
    const held = mail.heldAbout === undefined ? [] : suppressed.map(({ stillSo }) => stillSo);
    return [...attempted(mail, { verdicts: suppressed, through }, now), ...held];
  }
  const opening = await openingOf(mail, sender, now);
  if (opening.at > now) return [deferred(mail, opening, now)];

  const { claimed, write } = claim(mail, sender.account ? undefined : through, now);
  const written = compose(claimed, sender, wanted);
  await Promise.all([transact([write]), written.catch(() => undefined)]);
  const handing = () => transact([handed(claimed, through)]);
  const { fates, messageId, accountFailed } = await deliver(claimed, written, sender, { to: wanted, handing, log });
  const answered = clock();
  log.info('mail', {
    ...{ mailId, kind: mail.kind, attempt: claimed.attempts, through },
    outcomes: fates.map(({ outcome }) => outcome),
  });
  const unknown = fates.find(({ outcome }) => outcome === 'unknown');
  if (unknown) throw new Error(`The fate of ${mailId} is not known: ${unknown.reply}`);
  const isLast = isGivenUp(claimed, answered);
  await learn(tenant, sender, { fates, accountFailed, isLast }, { now: answered, log, transact });
  const verdicts = [...suppressed, ...(fates as Verdict[])];
  return attempted(claimed, { verdicts, through, messageId, accountFailed }, answered);
});

/** Those of its recipients that nothing more is sent to. The platform keeps no such list. */
async function suppressedOf({ tenant, ...mail }: Mail): Promise<(Verdict & { stillSo: Write })[]> {
  if (tenant === PLATFORM) return [];
  const verdicts = pending({ tenant, ...mail }).map(async ({ address }) => {
    const found = await isSuppressed(tenant, address);
    if (!found) return [];
    const verdict = { address, outcome: 'suppressed', reply: found.detail, cause: suppressedBecause(found) } as const;
    return [{ ...verdict, stillSo: stillSuppressed(tenant, found) }];
  });
  return (await Promise.all(verdicts)).flat();
}

async function deliver(
  { id, tenant }: Mail,
  written: Promise<MimeMessage>,
  { account }: Sender,
  { to, handing, log }: { to: readonly string[]; handing: () => Promise<void>; log: Log },
): Promise<Delivery> {
  try {
    const transport = account ? smtpTransport(tenant, account) : sesTransport;
    return await transport.deliver(await written, handing);
  } catch (error) {
    // Nothing was handed to anybody yet.
    log.error('mail-not-written', { mailId: id, error });
    const fate =
      error instanceof NotAsPinned
        ? ({ outcome: 'refused', cause: 'attachment-unusable', reply: error.message } as const)
        : ({ outcome: 'put-off', cause: 'not-written' } as const);
    return { fates: to.map((address) => ({ address, ...fate })) };
  }
}

/**
 * What an attempt teaches beyond its mail: the account's state, addresses where nobody is. Apart from the mail's own
 * writes: if these fail, what became of the mail must be written all the same.
 */
async function learn(
  tenant: Tenant,
  { account }: Sender,
  { fates, accountFailed, isLast }: Delivery & { isLast: boolean },
  { now, log, transact }: { now: Date; log: Log; transact: Transact },
) {
  if (!account) return;
  try {
    const at = now.toISOString();
    if (accountFailed) {
      const { held, ...failed } = accountFailed;
      const heldUntil = held ? { heldUntil: after(now, held).toISOString() } : {};
      await keepTest(tenant, account, { at, ok: false, ...failed, ...heldUntil });
    }
    // Mails leave through it: whatever was wrong with it no longer is.
    else if (account.lastTest?.ok === false && fates.some(({ outcome }) => outcome === 'accepted')) {
      await keepTest(tenant, account, { at, ok: true });
    }
    for (const { address, reply: detail, outcome, nobody, isSoft } of fates) {
      // Tried for two days in vain: one mail that did not reach it. A server that took it is all that is ever known.
      if (isSoft && isLast) await transact(await softBounced({ tenant, address, source: account.id, detail }, now));
      if (outcome === 'accepted') await transact(await delivered(tenant, address));
      if (nobody)
        await transact(await suppress({ tenant, address, reason: 'refused', source: account.id, detail, now }));
    }
  } catch (error) {
    log.warn('not-learned', { error });
  }
}
