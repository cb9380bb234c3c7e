import { emailAddress, emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { Problem } from '../../shared/problem/problem.ts';
import { hasEnough, mayBeReached, monthOf, standOf } from '../consents/gate.ts';
import { type Contact, contacts } from '../contacts/contact.ts';
import { contactWithEmail } from '../contacts/contact-by-email.ts';
import { getAddresses, type ListAddress, pagesOfAddresses } from '../lists/list-address.ts';
import { findReadable } from '../lists/list-share.ts';
import { personIn } from '../lists/person-fields.ts';
import { listsIn } from './audience-filter.ts';
import { type Candidate, isFor } from './candidate.ts';
import { audienceOf, gateOf, type Mailing, type NextStep, noneCounted } from './mailing.ts';
import type { RecipientStanding } from './mailing-view.ts';
import type { Found } from './preparing.ts';
import { providerOf } from './providers.ts';
import { findRecipientByKey, keep, type NewRecipient, type Recipient } from './recipient.ts';

/** Contacts, or addresses of a list, read in one step. */
const AT_ONCE = 500;

/** The lists of a mailing's filter, as they may be read now. @throws 404 when one may not be any more */
export const listsOf = ({ filter }: Pick<Mailing, 'filter'>, tenant: Tenant) =>
  Promise.all(listsIn(filter).map((id) => findReadable(tenant, id)));
type Lists = Awaited<ReturnType<typeof listsOf>>;

/** Which rows may be shown still: what comes from a list that another account shared is seen no longer than the list. */
export async function readableIn(
  tenant: Tenant,
  mailing: Pick<Mailing, 'filter'>,
): Promise<(recipient: Recipient) => boolean> {
  const readable = await Promise.all(
    listsIn(mailing.filter).map(async (id) => ((await isReadable(tenant, id)) ? id : undefined)),
  );
  return ({ listId, contactId }) => listId === undefined || contactId !== undefined || readable.includes(listId);
}

const isReadable = (tenant: Tenant, id: string): Promise<boolean> =>
  findReadable(tenant, id).then(
    () => true,
    (error) => {
      if (isGone(error)) return false;
      throw error;
    },
  );

/** It says that a list is not there, or not for this account. */
export const isGone = (error: unknown): boolean => error instanceof Problem && error.status === 404;

/**
 * Reads some contacts, newest first, and keeps the addresses that the mailing is for, each once. Done again it finds
 * what it had kept: the same counts.
 */
export async function readContacts(
  tenant: Tenant,
  mailing: Mailing,
  cursor: string | undefined,
  lists: Lists,
  now: Date,
): Promise<Found> {
  const { items, nextCursor } = await contacts.list(tenant, 'feed', { now, limit: AT_ONCE, cursor });
  const addresses = items.flatMap(addressesOf);
  const listed = await membership(
    lists,
    addresses.map(({ email }) => email),
  );
  const wanted = addresses
    .map((one) => ({ ...one, lists: listed(one.email) }))
    .filter((one) => isFor(mailing.filter, one));
  const without = wanted.filter(({ email }) => email === '').length;
  const kept = await keepAll(
    tenant,
    mailing,
    wanted.filter(({ email }) => email !== ''),
    now,
  );
  const next = nextCursor ? ({ what: 'contacts', cursor: nextCursor } as const) : beginList(lists[0]);
  return { ...counted(kept), read: items.length, contactsWithoutAddress: without, next };
}

const beginList = (readable: Lists[number] | undefined): NextStep | undefined =>
  readable && { what: 'list', listId: readable.list.id };

/** Reads some addresses of a list: those of records were found with them, the others are external. */
export async function readList(
  tenant: Tenant,
  mailing: Mailing,
  { listId, place }: Extract<NextStep, { what: 'list' }>,
  lists: Lists,
  now: Date,
): Promise<Found> {
  const index = lists.findIndex(({ list }) => list.id === listId);
  const some: ListAddress[] = [];
  let at = place;
  for await (const page of pagesOfAddresses(lists[index]?.owner ?? tenant, listId, place)) {
    some.push(...page);
    at = { shard: page.shard, after: page.at(-1)?.key ?? '' };
    if (some.length >= AT_ONCE) break;
  }
  const isOver = some.length < AT_ONCE;
  const listed = await membership(
    lists,
    some.map(({ email }) => email),
  );
  const kept = await Promise.all(
    some.map(async (address): Promise<Recipient[]> => {
      const { email } = address;
      const known = await findRecipientByKey(tenant, audienceOf(mailing), emailKey(email));
      if (known) return known.listId === listId ? [known] : [];
      const contact = (await contactWithEmail(tenant, email))?.contact;
      const one: Candidate = { email, contact, listed: { ...address, listId }, lists: listed(email) };
      return isFor(mailing.filter, one) ? keepAddress(tenant, mailing, one, now) : [];
    }),
  );
  const next: NextStep | undefined = isOver ? beginList(lists[index + 1]) : { what: 'list', listId, place: at };
  return { ...counted(kept.flat()), read: some.length, contactsWithoutAddress: 0, next };
}

/** Which of the lists hold an address, of those that were asked for. */
async function membership(lists: Lists, emails: readonly string[]): Promise<(email: string) => ReadonlySet<string>> {
  const keys = [...new Set(emails.filter(Boolean).map(emailKey))];
  const holders = new Map<string, Set<string>>(keys.map((key) => [key, new Set()]));
  for (const { list, owner } of lists) {
    for (const found of await getAddresses(owner, list.id, keys)) if (found) holders.get(found.key)?.add(list.id);
  }
  return (email) => holders.get(emailKey(email)) ?? NO_LIST;
}
const NO_LIST: ReadonlySet<string> = new Set();

function counted(kept: readonly Recipient[]): Pick<Found, 'counts' | 'reached' | 'atLimit' | 'providers'> {
  const reached = kept.filter(({ status }) => status !== 'excluded');
  const counts = { ...noneCounted };
  for (const { standing } of kept) counts[standing] += 1;
  const byProvider = Map.groupBy(reached, ({ email }) => providerOf(email));
  const providers = Object.fromEntries([...byProvider].map(([provider, all]) => [provider, all.length]));
  return { counts, reached: reached.length, atLimit: reached.filter(({ atLimit }) => atLimit).length, providers };
}

/** A contact that has none is told too. */
const addressesOf = (contact: Contact) =>
  (contact.emails.length ? contact.emails : ['']).map((email) => ({ contact, email }));

/** Whoever comes first with an address keeps it, in whichever order the writes arrive. */
async function keepAll(
  tenant: Tenant,
  mailing: Mailing,
  wanted: readonly Candidate[],
  now: Date,
): Promise<Recipient[]> {
  const first = new Set(new Map(wanted.toReversed().map((one) => [emailKey(one.email), one])).values());
  const keepThose = async (those: readonly Candidate[]) =>
    (await Promise.all(those.map((one) => keepAddress(tenant, mailing, one, now)))).flat();
  const kept = await keepThose(wanted.filter((one) => first.has(one)));
  return [...kept, ...(await keepThose(wanted.filter((one) => !first.has(one))))];
}

/** The row that stands for a candidate; none when the same address came from elsewhere before, which a list is not counted for. */
async function keepAddress(
  tenant: Tenant,
  mailing: Mailing,
  { contact, listed, email }: Candidate,
  now: Date,
): Promise<Recipient[]> {
  const { firstName, lastName, company } = contact ?? personIn(listed?.fields ?? {});
  const origin = { contactId: contact?.id, ...(listed && { listId: listed.listId }) };
  const row = (key: string, standing: RecipientStanding): NewRecipient => ({
    ...{ key, email, ...origin, standing, firstName, lastName, company },
    status: isReached(standing, mailing) ? 'planned' : 'excluded',
    at: mailing.createdAt,
  });
  const audience = audienceOf(mailing);
  const key = emailKey(email);
  const source = listed?.listId ?? contact?.id;
  if (!emailAddress.safeParse(email).success) return [await keep(tenant, audience, row(`${key} ${source}`, 'invalid'))];
  const { standing, consent } = contact ? await standOf(tenant, email, { isRegistered: true }) : EXTERNAL;
  const atLimit = hasEnough(consent, monthOf(now.toISOString()));
  const first = await keep(tenant, audience, { ...row(key, standing), ...(atLimit && { atLimit }) });
  if ((first.listId ?? first.contactId) === source) return [first];
  return listed ? [] : [await keep(tenant, audience, row(`${key} ${source}`, 'duplicate'))];
}

const EXTERNAL = { standing: 'external', consent: undefined } as const;

const isReached = (standing: RecipientStanding, mailing: Mailing): boolean =>
  standing !== 'invalid' && standing !== 'duplicate' && mayBeReached(standing, gateOf(mailing));
