import { createHash } from 'node:crypto';

/** The partitions of what may be large: none takes one in a hundred of its writes, however large it grows. */
export const SHARDS = 128;
/** After any key. */
export const END = '\uffff';
const AHEAD = 16;

/** The partition of one key of a large thing. */
export const shardOf = (id: string, key: string): string =>
  nameOfShard(id, (createHash('sha256').update(key).digest()[0] ?? 0) % SHARDS);

export const nameOfShard = (id: string, shard: number): string => `${id}.${shard}`;

export const shardNames = (id: string): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => nameOfShard(id, shard));

/** How far a reading has come: within a partition, after a key of it. */
export interface Place {
  shard: number;
  after: string;
}

/**
 * All items of the partitions in turn, from a place on, in flat memory; the first page of some is read ahead.
 * @param read a page of one partition, after a key; an empty one at its end
 */
export async function* acrossShards<Item extends { key: string }>(
  from: Place,
  read: (shard: number, after: string) => Promise<Item[]>,
): AsyncGenerator<Item[] & { shard: number }> {
  const ahead = new Map<number, Promise<Item[]>>();
  const begin = (shard: number) => {
    if (shard >= SHARDS || ahead.has(shard)) return;
    const page = read(shard, shard === from.shard ? from.after : '');
    page.catch(() => undefined);
    ahead.set(shard, page);
  };
  for (let shard = from.shard; shard < SHARDS; shard++) {
    for (let next = shard; next < shard + AHEAD; next++) begin(next);
    let page = (await ahead.get(shard)) ?? [];
    ahead.delete(shard);
    while (page.length) {
      yield Object.assign(page, { shard });
      page = await read(shard, page.at(-1)?.key ?? END);
    }
  }
}
