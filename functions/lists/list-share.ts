import * as z from 'zod';
import { type Tenant, tenantId } from '../../shared/identity/tenant.ts';
import { conflict, Problem } from '../../shared/problem/problem.ts';
import { entity } from '../../shared/table/entity.ts';
import type { ListOptions, Page } from '../../shared/table/list.ts';
import type { Write } from '../../shared/table/transact.ts';
import { say } from '../../shared/text.ts';
import { getList, type List, unknownList } from './list.ts';

/** An account that may read a list, beside the list itself. */
const listShares = entity({
  name: 'list-share',
  partition: 'listId',
  sort: ['accountId'],
  schema: z.object({ listId: z.string(), accountId: tenantId, sharedAt: z.string() }),
});

/** The same, among what that account has: where to look for the list. */
const sharedLists = entity({
  name: 'shared-list',
  partition: 'listId',
  feed: true,
  schema: z.object({ listId: z.string(), owner: tenantId, sharedAt: z.string() }),
});

const MOST = 45;

/** The accounts that may read a list. */
export const readersOf = async (tenant: Tenant, listId: string): Promise<Tenant[]> =>
  (await listShares.within(tenant, listId, [], MOST)).map(({ accountId }) => accountId);

/** Lets another account read a list; nothing when it may already. @throws 409 `too-many-shares` */
export async function share(tenant: Tenant, { id }: List, account: Tenant, now: Date): Promise<Write[]> {
  const readers = await readersOf(tenant, id);
  if (readers.includes(account)) return [];
  if (readers.length >= MOST) {
    throw conflict(
      'too-many-shares',
      say(
        `Une liste se partage avec ${MOST} comptes au plus : retirez-en un d’abord.`,
        `A list is shared with ${MOST} accounts at most: take one away first.`,
      ),
    );
  }
  const sharedAt = now.toISOString();
  return [
    listShares.put(tenant, { listId: id, accountId: account, sharedAt }),
    sharedLists.put(account, { listId: id, owner: tenant, sharedAt }, { when: {} }),
  ];
}

/** Ends it at once: whoever reads the list meanwhile is told that there is none. */
export const unshare = (tenant: Tenant, listId: string, account: Tenant): Write[] => [
  listShares.delete(tenant, { listId, accountId: account }),
  sharedLists.delete(account, { listId }),
];

/** A list that an account may read, and whose it is. @throws 404 */
export async function findReadable(tenant: Tenant, id: string): Promise<{ list: List; owner: Tenant }> {
  const [own, shared] = await Promise.all([
    getList(tenant, id),
    id.length > 100 ? undefined : sharedLists.get(tenant, { listId: id }),
  ]);
  if (own) return { list: own, owner: tenant };
  const owner = shared?.owner;
  // Both halves go in one transaction; the owner's word is the one that counts.
  const [list, reader] = owner
    ? await Promise.all([getList(owner, id), listShares.get(owner, { listId: id, accountId: tenant })])
    : [];
  if (!list || !owner || !reader) throw unknownList();
  return { list, owner };
}

/** The lists that others let an account read, newest first, each with whose it is. */
export async function listsSharedWith(
  tenant: Tenant,
  options: ListOptions<unknown>,
): Promise<Page<List & { sharedBy: Tenant }>> {
  const { items, ...rest } = await sharedLists.list(tenant, 'feed', options);
  const found = await Promise.all(
    items.map(({ listId }) =>
      findReadable(tenant, listId).catch((error) => (error instanceof Problem ? undefined : Promise.reject(error))),
    ),
  );
  return {
    ...rest,
    items: found.flatMap((readable) => (readable ? [{ ...readable.list, sharedBy: readable.owner }] : [])),
  };
}
