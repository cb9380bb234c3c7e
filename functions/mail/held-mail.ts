import * as z from 'zod';
import { after, DAY } from '../../shared/clock.ts';
import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { dueSoon } from '../../shared/table/due.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { deliveryOf, type Mail, mails, type Recipient } from './mail.ts';

/** How long a mail that is held back may still leave: its links do not serve for longer. */
const LASTS = 60 * DAY;
/** Seconds between mails that leave together: they arrive in their order. */
const SPACING = 2;
/** More than any address waits for. */
const MOST = 500;

/** A mail that waits for the suppression of its address to be lifted: of those about the same, the last one. */
export const heldMails = entity({
  name: 'held-mail',
  partition: 'address',
  sort: ['about'],
  schema: z.object({ address: z.string(), about: z.string(), mailId: z.string(), at: z.string() }),
  expires: ({ at }) => after(new Date(at), LASTS),
});

const suppressedOf = (recipients: readonly Recipient[]) =>
  recipients.filter(({ outcome }) => outcome === 'suppressed').map(({ address }) => emailKey(address));

/** Whether a mail with these outcomes waits for a suppression to be lifted. */
export const isHeld = ({ heldAbout, status }: Mail, recipients: readonly Recipient[]): boolean =>
  heldAbout !== undefined && status !== 'withdrawn' && suppressedOf(recipients).length > 0;

/** The writes by which a mail that nobody received waits. */
export function hold({ tenant, id, heldAbout: about, createdAt: at }: Mail, recipients: readonly Recipient[]): Write[] {
  if (about === undefined) return [];
  return suppressedOf(recipients).map((address) =>
    heldMails.put(tenant, { address, about, mailId: id, at }, { when: {} }),
  );
}

/** Those that wait for an address, in the order in which they were written. */
export const heldFor = async (tenant: Tenant, address: string) =>
  (await heldMails.within(tenant, emailKey(address), [''], MOST)).toSorted((a, b) => (a.at < b.at ? -1 : 1));

/**
 * The writes by which a mail that waited is on its way again, as if it were new; it waits no more, whatever became of it.
 * @param place among those that leave with it
 */
export async function release(
  tenant: Tenant,
  held: z.output<(typeof heldMails)['schema']>,
  place: number,
  now: Date,
): Promise<Write[]> {
  const { address, mailId, at } = held;
  const gone = heldMails.delete(tenant, held, { when: { equals: { mailId } } });
  const mail = await mails.get(tenant, { id: mailId });
  if (mail?.status !== 'failed' || now > after(new Date(at), LASTS)) return [gone];
  const recipients = mail.recipients.map((recipient): Recipient => {
    const waits = recipient.outcome === 'suppressed' && emailKey(recipient.address) === address;
    return waits ? { address: recipient.address } : recipient;
  });
  const { status, attempts } = mail;
  const again = mails.move(tenant, mail, 'release', {
    when: { equals: { status, attempts, reported: mail.reported } },
    set: {
      ...{ recipients, attempts: 0, releasedAt: now.toISOString() },
      // If it fails again, that is told again.
      reported: mail.reported.filter((outcome) => outcome !== 'failed'),
    },
    remove: ['reason', 'cause'],
    due: { deliver: dueSoon(deliveryOf(tenant, mailId), place * SPACING, now) },
  });
  return [gone, again];
}

/** What takes a mail back that waits: it leaves no more. */
export function letGo(mail: Mail): Write[] {
  if (mail.status !== 'failed' || !isHeld(mail, mail.recipients)) return [];
  const recipients = mail.recipients.map(
    (one): Recipient => (one.outcome === 'suppressed' ? { ...one, outcome: 'withdrawn' } : one),
  );
  const { status, attempts } = mail;
  return [
    mails.update(mail.tenant, mail, { when: { equals: { status, attempts } }, set: { recipients, secrets: {} } }),
  ];
}
