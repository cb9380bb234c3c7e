import { MINUTE } from '../../shared/clock.ts';
import { PLATFORM, type Tenant } from '../../shared/identity/tenant.ts';
import { reportTo } from '../../shared/mails/mail-report.ts';
import type { Place } from '../../shared/table/shards.ts';
import { ConditionFailed, commit, type Write } from '../../shared/table/transact.ts';
import { businessName } from '../consents/asker.ts';
import { linksFor } from '../consents/consent-link.ts';
import { countedMailing, hasEnough, mayBeReached, monthOf, standOf, whileReachable } from '../consents/gate.ts';
import { queueMail } from '../mail/mail.ts';
import { paceOf } from '../mail/transports/turn.ts';
import { smtpAccounts } from '../sending-accounts/smtp/smtp-account.ts';
import { clicksLink } from './click-link.ts';
import { followMailingMail } from './commands/follow-mailing-mail.ts';
import { audienceOf, gateOf, type Mailing } from './mailing.ts';
import mailingMail from './mails/mailing.tsx';
import { tagsOf, tagsOfUser } from './reader.ts';
import { become, type Recipient, recipientsOf } from './recipient.ts';
import { meanwhile } from './recipient-cause.ts';

/**
 * Seconds of its way out that a mailing takes ahead. What is on its way cannot be paused any more, and other mails of the
 * same way wait behind it: no more of it is handed over than leaves in a moment.
 */
export const AHEAD = 10;
/** Rows of addresses that have their result already, gone over in one step. */
const MOST_READ = 5000;

/**
 * How many emails of a mailing may be on their way at once: by the pace of what it leaves through. None when that is no
 * more.
 */
export async function roomOf(tenant: Tenant, { sender }: Mailing): Promise<number | undefined> {
  if (sender.kind === 'platform') return aheadOf(undefined);
  const account = await smtpAccounts.get(tenant, { id: sender.smtpAccountId });
  return account && aheadOf(account);
}

/** What an account, or the platform, sends in the seconds that are taken ahead. */
export function aheadOf(account: Parameters<typeof paceOf>[0]): number {
  const { max, window } = paceOf(account);
  return Math.max(1, Math.floor((max * AHEAD) / window));
}

/** Seconds until the next step: sooner while addresses are planned, for their room comes free as emails leave. */
export const restOf = (planned: number): number => (planned ? AHEAD / 2 : MINUTE / 4);

/**
 * Hands over at most `room` of the planned addresses from a place on, each after a look at where it stands now.
 * @returns where to go on
 */
export async function handOver(
  tenant: Tenant,
  mailing: Mailing,
  room: number,
  now: Date,
): Promise<{ place: Place; isOver: boolean }> {
  let place = mailing.place ?? { shard: 0, after: '' };
  let read = 0;
  let left = room;
  for await (const page of recipientsOf(tenant, audienceOf(mailing), place)) {
    const some: Recipient[] = [];
    for (const recipient of page) {
      if (left === 0 || read >= MOST_READ) break;
      read += 1;
      place = { shard: page.shard, after: recipient.key };
      if (recipient.status !== 'planned') continue;
      some.push(recipient);
      left -= 1;
    }
    await Promise.all(some.map((recipient) => handOverOne(tenant, mailing, recipient, now)));
    if (left === 0 || read >= MOST_READ) return { place, isOver: false };
  }
  return { place, isOver: true };
}

/** One address is claimed with its email, or told why not, unless another run of the step was first. */
async function handOverOne(tenant: Tenant, mailing: Mailing, recipient: Recipient, now: Date): Promise<void> {
  const { standing, consent } = await standOf(tenant, recipient.email);
  try {
    if (mayBeReached(standing, gateOf(mailing))) {
      const writes = hasEnough(consent, monthOf(now.toISOString()))
        ? become(tenant, recipient, 'withdraw', { cause: 'monthly-limit' }, now)
        : [...countedMailing(tenant, consent, now), ...(await claimed(tenant, mailing, recipient, now))];
      await commit(writes, now);
    } else {
      const by = standing === 'suppressed' ? 'suppress' : 'withdraw';
      await commit(become(tenant, recipient, by, { cause: meanwhile(standing) }, now), now);
    }
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
}

/** The claim of an address and its email, in one transaction: there is never the one without the other. */
async function claimed(tenant: Tenant, mailing: Mailing, recipient: Recipient, now: Date): Promise<Write[]> {
  const { email, key, standing } = recipient;
  const links = linksFor(tenant, email, now, { mailingId: mailing.id });
  const led = ledLinks(tenant, mailing, { key }, now);
  const { mailId, ...mail } = await queueMail(
    {
      ...letterOf(tenant, mailing),
      to: email,
      data: {
        ...{ ...tagsOf(recipient), business: businessName(mailing.author), unsubscribe: links.unsubscribe },
        ...led.data,
        ...(standing === 'accepted' && { agreed: 'yes' }),
      },
      onlyWhile: whileReachable(tenant, email, gateOf(mailing)),
      report: reportTo(followMailingMail, { mailingId: mailing.id, audience: audienceOf(mailing), key }),
    },
    now,
  );
  return [...become(tenant, recipient, 'claim', { mailId }, now), links.write, ...led.writes, mail];
}

/** What an email holds so that its links are counted, if they are. */
function ledLinks(
  tenant: Tenant,
  { id: mailingId, countsClicks }: Mailing,
  reader: { key: string } | { userId: string },
  now: Date,
): { data: { clicks?: string }; writes: Write[] } {
  if (!countsClicks) return { data: {}, writes: [] };
  const { clicks, write } = clicksLink(tenant, { mailingId, ...reader }, now);
  return { data: { clicks }, writes: [write] };
}

/** What every email of a mailing has in common. */
const letterOf = (tenant: Tenant, { id, locale, sender, author, resendsUncertain }: Mailing) => ({
  ...{ tenant, locale, kind: mailingMail, wordsOf: id },
  fromName: businessName(author),
  replyTo: author.email,
  way: sender.kind === 'own' ? sender.smtpAccountId : PLATFORM,
  once: !resendsUncertain,
});

/** The email of a mailing to who looks at it before it is sent. */
export async function trial(
  tenant: Tenant,
  mailing: Mailing,
  userId: string,
  now: Date,
): Promise<{ to: string; writes: Write[] }> {
  const user = await tagsOfUser(tenant, userId);
  const { email: to } = user;
  const links = linksFor(tenant, to, now);
  const led = ledLinks(tenant, mailing, { userId }, now);
  const data = { ...user, business: businessName(mailing.author), unsubscribe: links.unsubscribe, ...led.data };
  return { to, writes: [links.write, ...led.writes, await queueMail({ ...letterOf(tenant, mailing), to, data }, now)] };
}
