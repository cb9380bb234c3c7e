import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { config } from '../config.ts';
import { about } from '../fields/about.ts';
import { beginningOfIds, timeOfId } from '../ids.ts';
import { invalidField } from '../problem/problem.ts';
import { say } from '../text.ts';
import { database } from './client.ts';
import { nameOf, type RowKey, readRows } from './read.ts';

export interface ListOptions<Item> {
  now: Date;
  limit: number;
  cursor?: string | undefined;
  /** When they were made: ids tell. */
  made?: Made | undefined;
  /** Keeps the items that a list's key cannot tell apart. */
  where?: (item: Item) => boolean;
}

interface Made {
  /** What the ids of the list begin with. */
  prefix: string;
  /** Included. */
  from?: string | undefined;
  /** Not included. */
  to?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  nextCursor?: string;
}

/** What every list takes in its query. */
export const listQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(50)
    .meta(about('Éléments par page.', 'Items in a page.', 20)),
  cursor: z
    .string()
    .max(200)
    .optional()
    .meta(about('Le `nextCursor` de la page d’avant.', 'The `nextCursor` of the page before.')),
};

/** The cursor of a list whose pages are counted. */
export const numberedCursor = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
  .optional()
  .meta(about('Le `nextCursor` de la page d’avant.', 'The `nextCursor` of the page before.'));

const instant = z.iso.datetime({ offset: true });

/** What a list takes beside, whose items can be told apart by when they were made. */
export const madeQuery = {
  from: instant.optional().meta(about('Faits à partir de ce moment.', 'Made from then on.', '2027-03-01T00:00:00Z')),
  to: instant.optional().meta(about('Faits avant ce moment.', 'Made before then.', '2027-04-01T00:00:00Z')),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item).meta(about('Cette page.', 'This page.')),
    nextCursor: z
      .string()
      .nullable()
      .default(null)
      .meta(
        about(
          'À redonner dans `cursor`, avec les mêmes filtres ; `null` à la dernière page.',
          'To give back as `cursor`, with the same filters; `null` on the last page.',
        ),
      ),
  });

export const feedYear = (id: string): number => timeOfId(id).getUTCFullYear();

/** The years a tenant's feed can have, newest first: ids tell when the tenant was created. */
export function feedYears(tenant: string, now: Date): string[] {
  const last = now.getUTCFullYear();
  const first = Math.min(feedYear(tenant), last);
  return Array.from({ length: last - first + 1 }, (_, i) => String(last - i));
}

const cursorOf = (id: string) => Buffer.from(id).toString('base64url');

function idOfCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (/^[a-z]+_[0-9a-z]{26}$/.test(id)) return id;
  throw invalidField('?cursor', say('Ce curseur n’est pas de ceux que nous donnons.', 'This is not a cursor of ours.'));
}

interface Source<Item> {
  index: string;
  partitions: string[];
  parse: (stored: Record<string, unknown>) => Item;
}

/** Keys read at a time when a filter may drop most of them, and reads that one page may cost. */
const FILTERED = 100;
const MOST_READS = 20;

/**
 * A page of an index, newest first, over its partitions in turn. A page whose filter drops nearly everything may hold
 * fewer items than asked, and still have a next one.
 */
export async function list<Item>(source: Source<Item>, options: ListOptions<Item>): Promise<Page<Item>> {
  const items: Item[] = [];
  const size = options.where ? FILTERED : options.limit + 1;
  const { from, to } = boundsOf(options.made);
  const cursor = options.cursor === undefined ? undefined : idOfCursor(options.cursor);
  let before = [cursor, to].filter((id) => id !== undefined).sort()[0];
  let reads = 0;
  for (const partition of source.partitions) {
    for (;;) {
      if (reads++ === MOST_READS) return { items, nextCursor: cursorOf(before ?? '') };
      const keys = await keysBefore(source.index, partition, { from, before }, size);
      const stored = await readRows(keys);
      for (const key of keys) {
        const found = stored.get(nameOf(key));
        const item = found && source.parse(found);
        if (item && (options.where?.(item) ?? true)) {
          if (items.length === options.limit) return { items, nextCursor: cursorOf(before ?? '') };
          items.push(item);
        }
        before = key.id;
      }
      if (keys.length < size) break;
    }
  }
  return { items };
}

/** The ids between which those made in a period are. */
function boundsOf({ prefix, from, to }: Made = { prefix: '' }) {
  const idAt = (time: string | undefined) => time && beginningOfIds(prefix, new Date(time));
  return { from: idAt(from), to: idAt(to) };
}

/** The last key there may be before another one: a range of DynamoDB holds both its ends. */
const justBefore = (id: string) => `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) - 1)}~`;

interface Range {
  /** Included. */
  from: string | undefined;
  /** Not included. */
  before: string | undefined;
}

/** Before every id and after every one. */
const FIRST = ' ';
const LAST = '~';

interface ListedKey extends RowKey {
  id: string;
}

async function keysBefore(
  index: string,
  partition: string,
  { from = FIRST, before = LAST }: Range,
  limit: number,
): Promise<ListedKey[]> {
  const last = before === LAST ? LAST : justBefore(before);
  if (from > last) return [];
  const { Items } = await database().send(
    new QueryCommand({
      TableName: config.table(),
      IndexName: index,
      KeyConditionExpression: '#pk = :partition AND #sk BETWEEN :from AND :last',
      ExpressionAttributeNames: { '#pk': `${index}Pk`, '#sk': `${index}Sk` },
      ExpressionAttributeValues: { ':partition': partition, ':from': from, ':last': last },
      ScanIndexForward: false,
      Limit: limit,
    }),
  );
  return (Items ?? []).map((key) => ({ pk: String(key.pk), sk: String(key.sk), id: String(key[`${index}Sk`]) }));
}

/** How many keys some partitions of an index hold. */
export async function count(index: string, partitions: readonly string[]): Promise<number> {
  let counted = 0;
  for (const partition of partitions) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await database().send(
        new QueryCommand({
          TableName: config.table(),
          IndexName: index,
          KeyConditionExpression: '#pk = :partition',
          ExpressionAttributeNames: { '#pk': `${index}Pk` },
          ExpressionAttributeValues: { ':partition': partition },
          Select: 'COUNT',
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      counted += page.Count ?? 0;
      from = page.LastEvaluatedKey;
    } while (from);
  }
  return counted;
}
