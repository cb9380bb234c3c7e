import { emailKey } from '../../shared/fields/email-address.ts';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { commit, type Write } from '../../shared/table/transact.ts';
import { refuse } from '../consents/answering.ts';
import { questionTo } from '../consents/asker.ts';
import { beginConsent, getConsent } from '../consents/consent.ts';
import { contactWithEmail } from '../contacts/contact-by-email.ts';
import { lists } from '../lists/list.ts';
import { type ListAddress, pagesOfAddresses } from '../lists/list-address.ts';
import { personIn } from '../lists/person-fields.ts';
import { isSuppressed } from '../mail/suppression.ts';
import { type BrevoContact, BrevoFailed, type brevo } from './brevo-api.ts';
import { forgetFailure, hashOf, keep, known, newImport, noteFailure } from './brevo-contact.ts';
import { type BrevoSync, finish, goOn, type Progress } from './brevo-sync.ts';

/** Contacts that Brevo gives at once, at most; addresses of one push, well below 8 MB. */
const PULLED = 500;
const PUSHED = 1000;
/** Addresses looked at beside each other. */
const BESIDE = 50;
/** Lists that are read; beyond, name them. */
const MANY_LISTS = 100;

type Api = ReturnType<typeof brevo>;

/** One step of a round: what is to be written for the next one to be due. @throws BrevoFailed */
export async function step(tenant: Tenant, api: Api, sync: BrevoSync, now: Date): Promise<Write[]> {
  const progress: Progress = sync.progress ?? { phase: 'pull', startedAt: now.toISOString(), offset: 0 };
  return progress.phase === 'pull' ? pull(tenant, api, sync, progress, now) : push(tenant, api, sync, progress, now);
}

/** Takes over who has unsubscribed there. */
async function pull(
  tenant: Tenant,
  api: Api,
  sync: BrevoSync,
  progress: Progress & { phase: 'pull' },
  now: Date,
): Promise<Write[]> {
  const { offset, startedAt } = progress;
  const contacts = await api.contacts({ limit: PULLED, offset, since: sync.pulledUntil });
  const out = contacts.flatMap(({ email, emailBlacklisted }) => (email && emailBlacklisted ? [email] : []));
  const taken = await inTurn(out, (email) => takeOut(tenant, email, now));
  const withdrawn = sync.withdrawn + taken.filter(Boolean).length;
  if (contacts.length === PULLED) {
    return [goOn(tenant, sync, { withdrawn, progress: { ...progress, offset: offset + PULLED } }, now)];
  }
  const next: Progress = { phase: 'push', startedAt, shard: 0, after: '' };
  return [goOn(tenant, sync, { withdrawn, pulledUntil: startedAt, progress: next }, now)];
}

/** @returns whether it is news: somebody whom we might have written to has left */
async function takeOut(tenant: Tenant, email: string, now: Date): Promise<boolean> {
  const key = emailKey(email);
  const before = await known(tenant, key);
  if (before?.isOut) return false;
  const consent = await getConsent(tenant, email);
  const isOurs = consent !== undefined || (await contactWithEmail(tenant, email)) !== undefined;
  const isNews = isOurs && consent?.status !== 'refused';
  if (isNews) {
    const begun = await beginConsent(tenant, email, now);
    // Nobody came to us: what is known of how they said so is what Brevo knows.
    const client = { address: 'api.brevo.com', userAgent: 'Brevo' };
    const { business } = await questionTo(tenant, email, begun, begun.locale ?? 'fr');
    await commit(refuse(tenant, begun, { channel: 'brevo', client, business }, now), now);
  }
  const { shard: _, key: __, ...rest } = before ?? {};
  await keep(tenant, key, { ...rest, isOut: true });
  return isNews;
}

/** Gives Brevo the next addresses whose values changed, and those that it must not write to any more. */
async function push(
  tenant: Tenant,
  api: Api,
  sync: BrevoSync,
  progress: Progress & { phase: 'push' },
  now: Date,
): Promise<Write[]> {
  const wanted =
    sync.lists ?? (await lists.list(tenant, 'feed', { now, limit: MANY_LISTS, where: isOpen })).items.map(idOf);
  const list = progress.list === undefined ? wanted[0] : wanted.find((id) => id === progress.list);
  if (list === undefined) return [finish(tenant, sync, {}, now)];
  const { addresses, place } = await nextOf(tenant, list, progress);
  const changes = (await inTurn(addresses, (address) => changeOf(tenant, sync, { list, wanted }, address))).flatMap(
    (one) => one ?? [],
  );
  const writes: Write[] = [];
  for (const isOut of [false, true]) {
    const some = changes.filter((change) => change.isOut === isOut);
    writes.push(...(await hand(tenant, api, sync, { list, changes: some }, now)));
  }
  const pushed = sync.pushed + changes.length;
  if (place) return [...writes, goOn(tenant, sync, { pushed, progress: { ...progress, list, ...place } }, now)];
  const following = wanted[wanted.indexOf(list) + 1];
  if (following === undefined) return [...writes, finish(tenant, sync, { pushed }, now)];
  return [
    ...writes,
    goOn(tenant, sync, { pushed, progress: { ...progress, list: following, shard: 0, after: '' } }, now),
  ];
}

const isOpen = ({ status }: { status: string }) => status === 'open';
const idOf = ({ id }: { id: string }) => id;

/** Some addresses of a list from a place on, and the place after them, unless it was the last. */
async function nextOf(tenant: Tenant, list: string, from: { shard: number; after: string }) {
  const addresses: ListAddress[] = [];
  for await (const page of pagesOfAddresses(tenant, list, from)) {
    addresses.push(...page);
    const { shard } = page;
    if (addresses.length >= PUSHED) return { addresses, place: { shard, after: page.at(-1)?.key ?? '' } };
  }
  return { addresses };
}

interface Change {
  key: string;
  contact: BrevoContact;
  given: string;
  /** It is to be written to no more. */
  isOut: boolean;
}

/** What Brevo is to be given of an address; nothing when it has it, or must not be told of it. */
async function changeOf(
  tenant: Tenant,
  sync: BrevoSync,
  { list, wanted }: { list: string; wanted: readonly string[] },
  { key, email, fields }: ListAddress,
): Promise<Change | undefined> {
  const [before, suppression, consent] = await Promise.all([
    known(tenant, key),
    isSuppressed(tenant, email),
    getConsent(tenant, email),
  ]);
  if (before?.isOut) return undefined;
  if (before?.list !== undefined && before.list !== list && wanted.includes(before.list)) return undefined;
  const isOut = suppression !== undefined || consent?.status === 'refused';
  // Who was never there is not told to Brevo to be told that they left.
  if (isOut && !before?.given) return undefined;
  const there: Readonly<Record<string, string>> = personIn(fields);
  const attributes = Object.fromEntries(
    Object.entries(sync.attributes).flatMap(([field, name]) => (there[field] ? [[name, there[field]]] : [])),
  );
  const contact = { email, attributes: isOut ? {} : attributes };
  const given = hashOf(contact, sync);
  return !isOut && before?.given === given ? undefined : { key, contact, given, isOut };
}

/** Hands changes over. Those that Brevo refuses together are each told as refused, and the round goes on. */
async function hand(
  tenant: Tenant,
  api: Api,
  { listId }: BrevoSync,
  { list, changes }: { list: string; changes: readonly Change[] },
  now: Date,
): Promise<Write[]> {
  if (!changes.length) return [];
  const isBlacklisted = changes[0]?.isOut === true;
  try {
    const contacts = changes.map(({ contact }) => contact);
    const processId = await api.import(contacts, isBlacklisted ? { isBlacklisted } : { listId });
    await inTurn(changes, async ({ key, given, isOut }) => {
      await keep(tenant, key, { given, list, isOut });
      await forgetFailure(tenant, key);
    });
    return [newImport(tenant, processId, now)];
  } catch (error) {
    if (!(error instanceof BrevoFailed) || error.why !== 'refused') throw error;
    await inTurn(changes, ({ contact: { email } }) =>
      noteFailure(tenant, { email, cause: 'refused', reply: error.words }, now),
    );
    return [];
  }
}

/** One job for each, some of them at a time; results in order. */
async function inTurn<T, R>(all: readonly T[], job: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < all.length; from += BESIDE) {
    results.push(...(await Promise.all(all.slice(from, from + BESIDE).map(job))));
  }
  return results;
}
