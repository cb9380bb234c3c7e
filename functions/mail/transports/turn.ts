import DataLoader from 'dataloader';
import { after, MINUTE } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { PLATFORM, type Tenant } from '../../../shared/identity/tenant.ts';
import { type Allowance, take } from '../../../shared/table/counter.ts';
import type { Sender } from '../../sending-accounts/mail-settings.ts';
import type { SmtpAccount } from '../../sending-accounts/smtp/smtp-account.ts';
import { presetOf } from '../../sending-accounts/smtp/smtp-presets.ts';
import type { Mail } from '../mail.ts';
import type { Opening } from '../mail-attempt.ts';
import { causeOfAdvice } from '../mail-cause.ts';

/** What a way out takes: `max` messages by `window` seconds. */
type Pace = Omit<Allowance, 'key'>;

/** Thirty a minute, a few at a time: mailboxes are not made for more, and lock out who insists. */
export const MAILBOX_PACE: Pace = { max: 5, window: 10 };
/** Services made to send. */
const SERVICE_PACE: Pace = { max: 10, window: 1 };

/** How fast the platform, or an SMTP account, takes messages. */
export function paceOf(account: Pick<SmtpAccount, 'preset'> | undefined): Pace {
  if (!account) return { max: config.mailsPerSecond(), window: 1 };
  return presetOf(account.preset)?.campaign ? SERVICE_PACE : MAILBOX_PACE;
}

/** What counts the messages of the platform, or of an SMTP account. */
const allowanceOf = (tenant: Tenant, account: SmtpAccount | undefined): Allowance => ({
  key: account ? `mail:${tenant}:${account.id}` : `mail:${PLATFORM}`,
  ...paceOf(account),
});

/** When a mail may leave: in its turn, and not while its account is left alone. */
export async function openingOf({ tenant, turnAt, nextTryAt }: Mail, { account }: Sender, now: Date): Promise<Opening> {
  if (account?.lastTest?.ok === false) {
    // What this very mail was put off for, and what any mail would be refused for.
    const retry = new Date(nextTryAt ?? now);
    const held = new Date(account.lastTest.heldUntil ?? now);
    if (held > now || retry > now) {
      const until = held > now ? after(held, Math.random() * MINUTE) : retry;
      const cause = causeOfAdvice(account.lastTest.advice) ?? 'account-failing';
      return { at: until > retry ? until : retry, waitsFor: 'account', cause };
    }
  }
  return turnAt === undefined ? takeTurn(allowanceOf(tenant, account), now) : { at: now };
}

/** Mails that leave at the same moment take their turns together, as long as there is one for each. */
const turnsNow = new DataLoader<{ allowance: Allowance; now: Date }, boolean>(
  async (asked) => {
    const granted = new Set<object>();
    const groups = Map.groupBy(asked, ({ allowance, now }) => `${allowance.key} ${now.getTime()}`);
    const taking = [...groups.values()].map(async (group) => {
      const isFor = async (some: typeof group) => {
        const [{ allowance, now } = asked[0]!] = some;
        if ((await take(allowance, now, some.length)) !== 0) return false;
        for (const one of some) granted.add(one);
        return true;
      };
      if (!(await isFor(group)) && group.length > 1) await Promise.all(group.map((one) => isFor([one])));
    });
    await Promise.all(taking);
    return asked.map((one) => granted.has(one));
  },
  { cache: false },
);

/** As far ahead as turns are given. */
const FARTHEST = 4096;

/**
 * Takes a message's turn: now if the pace allows it, otherwise in a later window, each search twice as far ahead. A turn
 * is taken once: who has one waits for it and asks no more.
 */
async function takeTurn(allowance: Allowance, now: Date): Promise<Opening> {
  if (await turnsNow.load({ allowance, now })) return { at: now, waitsFor: 'turn' };
  for (let reach = 1; reach <= FARTHEST; reach *= 2) {
    const windows = reach + Math.floor(Math.random() * reach);
    const at = after(now, windows * allowance.window);
    if ((await take(allowance, at)) === 0) return { at, waitsFor: 'turn' };
  }
  // No turn was found: it asks again then.
  return { at: after(now, FARTHEST * allowance.window) };
}
