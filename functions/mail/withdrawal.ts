import type { Tenant } from '../../shared/identity/tenant.ts';
import type { Write } from '../../shared/table/transact.ts';
import { letGo } from './held-mail.ts';
import { hasOutcome, type Mail, mails } from './mail.ts';
import { attempted, forAll } from './mail-attempt.ts';

interface Withdrawal {
  /** For the transaction that ends what the mail is about; when it is claimed meanwhile, the job looks again. */
  writes: Write[];
  /** It left, or is being handed over at this very moment: who it is for may read it. */
  mayHaveLeft: boolean;
}

/**
 * Takes a mail back that has not left, or waits until its address is no longer suppressed. One that is being handed over is left alone, since nobody can tell any more
 * whether it will arrive, but is not tried again. One that has an outcome keeps it.
 */
export async function withdrawMail(tenant: Tenant, mailId: string, now: Date): Promise<Withdrawal> {
  const mail = await mails.get(tenant, { id: mailId });
  // A row is forgotten long after its mail has left.
  if (!mail) return { writes: [], mayHaveLeft: true };
  const mayHaveLeft = mail.status !== 'failed' && mail.status !== 'withdrawn';
  if (hasOutcome(mail)) return { writes: letGo(mail), mayHaveLeft };
  if (mail.status === 'queued') {
    return {
      writes: withdrawn(mail, now),
      mayHaveLeft: mail.recipients.some(({ outcome }) => outcome === 'accepted'),
    };
  }
  if (mail.withdrawnAt) return { writes: [], mayHaveLeft };
  const { status, attempts } = mail;
  const change = { when: { equals: { status, attempts } }, set: { withdrawnAt: now.toISOString() } };
  return { writes: [mails.update(tenant, mail, change)], mayHaveLeft };
}

/** The end of a mail for all whom it has not reached. */
export const withdrawn = (mail: Mail, now: Date): Write[] =>
  attempted(mail, { verdicts: forAll(mail, 'withdrawn'), through: 'platform' }, now);

/** The same when what it hung on no longer holds: who sent it hears of it. One of unknown fate may have left already. */
export const lapsed = (mail: Mail, now: Date): Write[] =>
  attempted(mail, { verdicts: forAll(mail, 'withdrawn'), through: 'platform', isLapsed: true }, now);
