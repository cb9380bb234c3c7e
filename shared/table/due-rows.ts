import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { after } from '../clock.ts';
import { config } from '../config.ts';
import type { Outgoing } from '../queue/send.ts';
import { database } from './client.ts';
import { keysOf, LEASE, SHARDS, sortKey } from './due.ts';
import { DUES, type DueIndex } from './indexes.ts';
import { ConditionFailed, type Transact, transact } from './transact.ts';

/** The longest that a row which nobody acts on waits to be sent again, in seconds. */
const LONGEST_WAIT = 3600;

/** A row as an index shows it. What is due is read one row at a time: a damaged one hides no other. */
export interface DueRow {
  /** The index, which is also the attribute that holds what is due. */
  index: DueIndex;
  pk: string;
  sk: string;
  /** The sort key of the index. */
  listed: string;
  due: unknown;
}
const storedDue = z.object({ queue: z.string(), data: z.unknown(), attempts: z.number() });

/** Rows due by `now`, a page at a time. */
export async function* dueBy(now: Date): AsyncGenerator<DueRow[]> {
  for (const pages of dueByShard(now)) yield* pages;
}

/** The same, each shard of each index apart: they may be read side by side. */
export const dueByShard = (now: Date, pageSize = 100): AsyncGenerator<DueRow[]>[] =>
  DUES.flatMap((index) => Array.from({ length: SHARDS }, (_, shard) => dueIn(index, shard, now, pageSize)));

async function* dueIn(index: DueIndex, shard: number, now: Date, pageSize: number): AsyncGenerator<DueRow[]> {
  const [shardKey, timeKey] = keysOf(index);
  let from: Record<string, unknown> | undefined;
  do {
    const page = await database().send(
      new QueryCommand({
        TableName: config.table(),
        IndexName: index,
        KeyConditionExpression: '#shard = :shard AND #time < :now',
        ExpressionAttributeNames: { '#shard': shardKey, '#time': timeKey },
        ExpressionAttributeValues: { ':shard': `due#${shard}`, ':now': now.toISOString() },
        Limit: pageSize,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    const rows = (page.Items ?? []).map(({ pk, sk, [timeKey]: listed, [index]: due }) => ({
      ...{ pk: String(pk), sk: String(sk), listed: String(listed) },
      ...{ index, due },
    }));
    if (rows.length) yield rows;
    from = page.LastEvaluatedKey;
  } while (from);
}

/**
 * Moves a row ahead, twice as far each time, before its message is sent.
 * @returns the message to send; undefined when the row was acted on meanwhile
 */
export async function postpone(
  { index, pk, sk, listed, due }: DueRow,
  now: Date,
  write: Transact = transact,
): Promise<Outgoing | undefined> {
  const { queue, data, attempts } = storedDue.parse(due);
  const wait = Math.min(LEASE * 2 ** (attempts + 1), LONGEST_WAIT);
  const ahead = {
    TableName: config.table(),
    Key: { pk, sk },
    UpdateExpression: 'SET #listed = :next, #due.attempts = :attempts',
    // An index shows what was: only what is still due is sent.
    ConditionExpression: '#listed = :seen AND #due = :due',
    ExpressionAttributeNames: { '#listed': `${index}Sk`, '#due': index },
    ExpressionAttributeValues: {
      ':next': sortKey(after(now, wait), pk, sk),
      ':attempts': attempts + 1,
      ':seen': listed,
      ':due': due,
    },
  };
  try {
    await write([{ item: { Update: ahead } }]);
    return { queue, data };
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
}
