import * as z from 'zod';
import { type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { type User, users } from '../../shared/identity/user.ts';
import { newId } from '../../shared/ids.ts';
import { conflict, notFound, type Problem } from '../../shared/problem/problem.ts';
import { collection } from '../../shared/table/collection.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { OFFERS, type OfferName, offerName, type Usage } from './offers.ts';

/** A business that uses Guichet: the tenant itself. */
const accounts = entity({
  name: 'account',
  partition: 'id',
  schema: z.object({
    id: tenantId,
    company: z.string().optional(),
    offer: offerName.default('free'),
    /** What its offer counts; absent as long as there is none. */
    storage: z.int().optional(),
    articles: z.int().optional(),
    createdAt: z.string(),
  }),
});
export type Account = z.infer<(typeof accounts)['schema']>;

export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  company?: string | undefined;
}

/** A new account with its first user, and the writes that make them. */
export function openAccount({ company, ...person }: Person, now: Date) {
  const createdAt = now.toISOString();
  const account: Account = {
    id: tenantId.parse(newId('acc', now)),
    offer: 'free',
    createdAt,
    ...(company && { company }),
  };
  const user: User = { id: newId('usr', now), accountId: account.id, ...person, createdAt };
  return { account, user, writes: [accounts.put(account.id, account), users.put(account.id, user)] };
}

/** An account, if there is one of that number. */
export const getAccount = (id: Tenant): Promise<Account | undefined> => accounts.get(id, { id });

/** The account that calls. @throws 404 */
export async function findOwnAccount(tenant: Tenant): Promise<Account> {
  const account = await getAccount(tenant);
  if (!account) throw notFound();
  return account;
}

const NAMES = { storage: say('de place', 'storage'), articles: say('d’articles', 'articles') };

/**
 * The write that counts more, or less, of what an account's offer limits, if nobody counted meanwhile.
 * @throws 409 `offer-limit` when its offer gives no more
 */
export const count = (account: Account, what: keyof Usage, more: number): Write => countAll(account, { [what]: more });

/** The same of several things at once. @throws 409 `offer-limit` */
export function countAll(account: Account, changes: Partial<Record<keyof Usage, number>>): Write {
  const { id, offer } = account;
  const names = (Object.keys(changes) as (keyof Usage)[]).filter((what) => changes[what]);
  const counted = names.map((what) => {
    const [more, before] = [changes[what] ?? 0, account[what]];
    const now = Math.max(0, (before ?? 0) + more);
    if (more > 0 && now > OFFERS[offer][what]) throw overLimit(offer, what, before);
    return [what, now] as const;
  });
  const before = Object.fromEntries(names.map((what) => [what, account[what]]));
  return accounts.update(id, { id }, { set: Object.fromEntries(counted), when: { equals: before } });
}

function overLimit(offer: OfferName, what: keyof Usage, before = 0): Problem {
  const { fr, en } = NAMES[what];
  return conflict(
    'offer-limit',
    say(
      `L’offre « ${offer} » n’a plus assez ${fr} : ${OFFERS[offer][what]} au plus, dont ${before} employés.`,
      `The offer “${offer}” has not enough ${en} left: ${OFFERS[offer][what]} at most, of which ${before} are used.`,
    ),
  );
}

/** The write that takes another offer. @throws 409 `offer-limit` when the account has more than it gives */
export function takeOffer(account: Account, offer: OfferName): Write {
  for (const what of ['storage', 'articles'] as const)
    count({ ...account, offer, [what]: 0 }, what, account[what] ?? 0);
  const { id, storage, articles } = account;
  return accounts.update(id, { id }, { set: { offer }, when: { equals: { storage, articles } } });
}

/** An account with its users, and the names and address of who opened it. One read. @throws 404 */
export async function findAccount(tenant: Tenant) {
  const { account, users: people } = await collection(tenant, tenant, { account: accounts, users });
  const [owner] = people;
  if (!account[0] || !owner) throw notFound();
  const { email, firstName, lastName } = owner;
  return { ...account[0], email, firstName, lastName, users: people };
}

/** In whose name a user acts: the person's name and address, and the business. @throws 404 */
export async function findMember(tenant: Tenant, userId: string) {
  const [account, user] = await Promise.all([
    accounts.get(tenant, { id: tenant }),
    users.get(tenant, { accountId: tenant, id: userId }),
  ]);
  if (!account || !user) throw notFound();
  return { name: `${user.firstName} ${user.lastName}`, email: user.email, company: account.company, user };
}

/** The write by which a user chooses what to be written of. */
export const chooseNotices = (tenant: Tenant, user: User, notices: NonNullable<User['notices']>): Write =>
  users.update(tenant, user, { set: { notices } });
