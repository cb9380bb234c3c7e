import { createHash } from 'node:crypto';
import * as z from 'zod';
import { about } from '../fields/about.ts';
import { invalidField } from '../problem/problem.ts';
import { say } from '../text.ts';
import { listQuery } from './list.ts';

/** The partitions of what may be large: none takes one in a hundred of its writes, however large it grows. */
const SHARDS = 128;
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
export const place = z.object({
  shard: z
    .int()
    .min(0)
    .max(SHARDS - 1),
  after: z.string().max(320),
});
export type Place = z.infer<typeof place>;

/** What lists of such things take in their query: cursors are as long as keys. */
export const placeQuery = {
  ...listQuery,
  cursor: z
    .string()
    .max(600)
    .optional()
    .meta(about('Le `nextCursor` de la page d’avant.', 'The `nextCursor` of the page before.')),
};

const cursorOf = ({ shard, after }: Place): string => Buffer.from(JSON.stringify([shard, after])).toString('base64url');

/** @throws 422 when it is none of ours */
export function placeOf(cursor: string): Place {
  try {
    const [shard, after] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return place.parse({ shard, after });
  } catch {
    throw invalidField(
      '?cursor',
      say('Ce curseur n’est pas de ceux que nous donnons.', 'This is not a cursor of ours.'),
    );
  }
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

interface Reading<Item> {
  from: Place | undefined;
  limit: number;
  /** Rows that one page may cost. */
  most: number;
  where?: (item: Item) => boolean;
}

/** A page of what partitions hold: where few match, it may hold fewer than `limit` and have a next one. */
export async function pageAcross<Item extends { key: string }>(
  pages: AsyncIterable<Item[] & { shard: number }>,
  { from, limit, most, where = () => true }: Reading<Item>,
): Promise<{ items: Item[]; nextCursor?: string }> {
  const items: Item[] = [];
  let at = from;
  let read = 0;
  for await (const page of pages) {
    for (const item of page) {
      if (at && (items.length === limit || read >= most)) return { items, nextCursor: cursorOf(at) };
      if (where(item)) items.push(item);
      at = { shard: page.shard, after: item.key };
      read += 1;
    }
  }
  return { items };
}
