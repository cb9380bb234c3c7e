import * as z from 'zod';
import { type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { type User, users } from '../../shared/identity/user.ts';
import { newId } from '../../shared/ids.ts';
import { notFound } from '../../shared/problem/problem.ts';
import { collection } from '../../shared/table/collection.ts';
import { entity } from '../../shared/table/entity.ts';
import type { Write } from '../../shared/table/transact.ts';

/** A business that uses Guichet: the tenant itself. */
const accounts = entity({
  name: 'account',
  partition: 'id',
  schema: z.object({ id: tenantId, company: z.string().optional(), createdAt: z.string() }),
});
type Account = z.infer<(typeof accounts)['schema']>;

export interface Person {
  email: string;
  firstName: string;
  lastName: string;
  company?: string | undefined;
}

/** A new account with its first user, and the writes that make them. */
export function openAccount({ company, ...person }: Person, now: Date) {
  const createdAt = now.toISOString();
  const account: Account = { id: tenantId.parse(newId('acc', now)), createdAt, ...(company && { company }) };
  const user: User = { id: newId('usr', now), accountId: account.id, ...person, createdAt };
  return { account, user, writes: [accounts.put(account.id, account), users.put(account.id, user)] };
}

/** An account, if there is one of that number. */
export const getAccount = (id: Tenant): Promise<Account | undefined> => accounts.get(id, { id });

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
