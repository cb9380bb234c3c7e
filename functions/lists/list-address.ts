import * as z from 'zod';
import type { Tenant } from '../../shared/identity/tenant.ts';
import { entity } from '../../shared/table/entity.ts';
import { acrossShards, END, nameOfShard, type Place, shardOf } from '../../shared/table/shards.ts';
import { ConditionFailed, transact, type Write } from '../../shared/table/transact.ts';

const PAGE = 200;
const BESIDE = 32;

/** One address of a list. `email` is what is written to, `key` what tells it from others. */
export const listAddresses = entity({
  name: 'list-address',
  partition: 'shard',
  sort: ['key'],
  schema: z.object({
    shard: z.string(),
    key: z.string(),
    email: z.string(),
    /** What stands beside it, by the names of the list's fields. */
    fields: z.record(z.string(), z.string()),
    /** The import and the line that it came by; none when a program added it. */
    importId: z.string().optional(),
    line: z.int().optional(),
    addedAt: z.string(),
  }),
});
export type ListAddress = z.infer<(typeof listAddresses)['schema']>;

const keyOf = (listId: string, key: string) => ({ shard: shardOf(listId, key), key });

export type NewAddress = Omit<ListAddress, 'shard' | 'addedAt'>;

export const putAddress = (tenant: Tenant, listId: string, address: NewAddress, now: Date): Write =>
  listAddresses.put(tenant, { ...address, ...keyOf(listId, address.key), addedAt: now.toISOString() });

/** Takes an address away, unless somebody else has. */
export const removeAddress = (tenant: Tenant, address: ListAddress): Write =>
  listAddresses.delete(tenant, address, { when: { equals: { addedAt: address.addedAt } } });

export const getAddresses = (tenant: Tenant, listId: string, keys: readonly string[]) =>
  Promise.all(keys.map((key) => listAddresses.get(tenant, keyOf(listId, key))));

/**
 * Adds the addresses of an import that are not in the list yet, each by a write of its own: who was killed halfway and
 * begins again finds what it had added, by its line, and counts it as added.
 * @returns for each that was there before, by whom
 */
export async function addImported(
  tenant: Tenant,
  listId: string,
  addresses: readonly NewAddress[],
  now: Date,
): Promise<Map<NewAddress, ListAddress>> {
  const earlier = new Map<NewAddress, ListAddress>();
  await besides(addresses, async (address) => {
    try {
      await transact([putAddress(tenant, listId, address, now)]);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      const found = await listAddresses.get(tenant, keyOf(listId, address.key));
      if (found && !(found.importId === address.importId && found.line === address.line)) earlier.set(address, found);
    }
  });
  return earlier;
}

/** The addresses of a list from a place on, in flat memory, by pages of one partition each. */
export const pagesOfAddresses = (tenant: Tenant, listId: string, from: Place = { shard: 0, after: '' }) =>
  acrossShards(from, (shard, after) => listAddresses.between(tenant, nameOfShard(listId, shard), after, END, PAGE));

/** Every address of a list. */
export async function* addressesOf(tenant: Tenant, listId: string): AsyncGenerator<ListAddress> {
  for await (const page of pagesOfAddresses(tenant, listId)) yield* page;
}

/** Takes some addresses of a list away. @returns how many: fewer than `most` once none is left */
export async function clearSome(tenant: Tenant, listId: string, most: number): Promise<number> {
  const found: ListAddress[] = [];
  for await (const address of addressesOf(tenant, listId)) if (found.push(address) >= most) break;
  await besides(found, (address) => transact([listAddresses.delete(tenant, address)]));
  return found.length;
}

/** One job for each, some of them at a time. */
async function besides<T>(all: readonly T[], job: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const goOn = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await job(one);
  };
  await Promise.all(Array.from({ length: BESIDE }, goOn));
}
