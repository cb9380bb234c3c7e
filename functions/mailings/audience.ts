import { emailAddress, emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { mayBeReached, standingOf } from '../consents/gate.ts';
import { type Contact, contacts } from '../contacts/contact.ts';
import { type Candidate, isFor } from './candidate.ts';
import { type Found, gateOf, type Mailing, noneFound } from './mailing.ts';
import type { RecipientStanding } from './mailing-view.ts';
import { providerOf } from './providers.ts';
import { keep, type NewRecipient, type Recipient } from './recipient.ts';

/** Contacts read in one step. */
const AT_ONCE = 500;

/**
 * Reads some contacts, newest first, and keeps the addresses that the mailing is for, each once. Done again it finds
 * what it had kept: the same counts.
 */
export async function readSome(tenant: Tenant, mailing: Mailing, now: Date): Promise<Found> {
  const { items, nextCursor } = await contacts.list(tenant, 'feed', { now, limit: AT_ONCE, cursor: mailing.cursor });
  const wanted = items.flatMap((contact) => addressesOf(contact)).filter((one) => isFor(mailing.filter, one));
  const without = wanted.filter(({ email }) => email === '').length;
  const kept = await keepAll(
    tenant,
    mailing,
    wanted.filter(({ email }) => email !== ''),
  );
  const reached = kept.filter(({ status }) => status !== 'excluded');
  const counts = noneFound().counts;
  for (const { standing } of kept) counts[standing] += 1;
  const byProvider = Map.groupBy(reached, ({ email }) => providerOf(email));
  return {
    ...{ read: items.length, counts, reached: reached.length, contactsWithoutAddress: without, cursor: nextCursor },
    providers: Object.fromEntries([...byProvider].map(([provider, all]) => [provider, all.length])),
  };
}

/** A contact that has none is told too. */
const addressesOf = (contact: Contact): Candidate[] =>
  (contact.emails.length ? contact.emails : ['']).map((email) => ({ contact, email }));

/** Whoever comes first with an address keeps it, in whichever order the writes arrive. */
async function keepAll(tenant: Tenant, mailing: Mailing, wanted: readonly Candidate[]): Promise<Recipient[]> {
  const first = new Set(new Map(wanted.toReversed().map((one) => [emailKey(one.email), one])).values());
  const keepThose = (those: readonly Candidate[]) => Promise.all(those.map((one) => keepAddress(tenant, mailing, one)));
  const kept = await keepThose(wanted.filter((one) => first.has(one)));
  return [...kept, ...(await keepThose(wanted.filter((one) => !first.has(one))))];
}

async function keepAddress(tenant: Tenant, mailing: Mailing, { contact, email }: Candidate): Promise<Recipient> {
  const { id, firstName, lastName, company } = contact;
  const row = (key: string, standing: RecipientStanding): NewRecipient => ({
    ...{ key, email, contactId: id, standing, firstName, lastName, company },
    status: isReached(standing, mailing) ? 'planned' : 'excluded',
    at: mailing.createdAt,
  });
  const key = emailKey(email);
  if (!emailAddress.safeParse(email).success) return keep(tenant, mailing.id, row(`${key} ${id}`, 'invalid'));
  const first = await keep(tenant, mailing.id, row(key, await standingOf(tenant, email, { isRegistered: true })));
  return first.contactId === id ? first : keep(tenant, mailing.id, row(`${key} ${id}`, 'duplicate'));
}

const isReached = (standing: RecipientStanding, mailing: Mailing): boolean =>
  standing !== 'invalid' && standing !== 'duplicate' && mayBeReached(standing, gateOf(mailing));
