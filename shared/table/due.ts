import { createHash } from 'node:crypto';
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { after } from '../clock.ts';
import { config } from '../config.ts';
import type { Outgoing } from '../queue/send.ts';
import { database } from './client.ts';

/**
 * The due index: a row that must be acted on says by whom (a message to a queue) and when. It is set in the
 * transaction that changes the row's state, so that the work cannot be lost with a message; the consumer's own
 * transition clears or moves it.
 */
export interface Due {
  message: Outgoing;
  at: Date;
  /** Seconds after the commit at which the message is sent to the queue too; none when only the index knows. */
  delay?: number;
}

/** Work to be done at once. */
export const dueNow = (message: Outgoing, now: Date): Due => ({ message, at: now, delay: 0 });

/** Work to be done in a few seconds: a retry. At most what a queue can hold back. */
export const dueSoon = (message: Outgoing, seconds: number, now: Date): Due =>
  seconds <= LONGEST_DELAY
    ? { message, at: after(now, seconds), delay: Math.ceil(seconds) }
    : dueAt(message, after(now, seconds));

/** Work to be done later, when `wake-due` finds it. */
export const dueAt = (message: Outgoing, at: Date): Due => ({ message, at });

/** The longest that SQS delays a message, in seconds. */
const LONGEST_DELAY = 900;
const SHARDS = 8;
/** Seconds given to the message that leaves with the commit before `wake-due` sends another. */
const LEASE = 30;
const LONGEST_WAIT = 3600;

const storedDue = z.object({
  pk: z.string(),
  sk: z.string(),
  duePk: z.string(),
  dueSk: z.string(),
  due: z.object({ queue: z.string(), data: z.unknown(), attempts: z.number() }),
});
export type Woken = z.infer<typeof storedDue>;

const shardOf = (pk: string) => (createHash('sha256').update(pk).digest()[0] ?? 0) % SHARDS;
const sortKey = (at: Date, pk: string, sk: string) => `${at.toISOString()}#${pk}#${sk}`;

/** The attributes that put an item in the index; a lease later when its message is on its way. */
export function dueAttributes(item: { pk: string; sk: string }, { message, at, delay }: Due) {
  const listedAt = delay === undefined ? at : after(at, LEASE);
  return {
    duePk: `due#${shardOf(item.pk)}`,
    dueSk: sortKey(listedAt, item.pk, item.sk),
    due: { queue: message.queue, data: message.data, attempts: 0 },
  };
}

export const DUE_ATTRIBUTES = ['duePk', 'dueSk', 'due'] as const;

/** Rows due by `now`, a page of each shard at a time. */
export async function* dueBy(now: Date, pageSize = 100): AsyncGenerator<Woken[]> {
  for (let shard = 0; shard < SHARDS; shard++) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await database().send(
        new QueryCommand({
          TableName: config.table(),
          IndexName: 'due',
          KeyConditionExpression: 'duePk = :shard AND dueSk < :now',
          ExpressionAttributeValues: { ':shard': `due#${shard}`, ':now': now.toISOString() },
          Limit: pageSize,
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      const woken = z.array(storedDue).parse(page.Items ?? []);
      if (woken.length) yield woken;
      from = page.LastEvaluatedKey;
    } while (from);
  }
}

/** Moves a woken row ahead, twice as far each time, before its message is sent; false if it was acted on meanwhile. */
export async function postpone(row: Woken, now: Date): Promise<boolean> {
  const wait = Math.min(LEASE * 2 ** (row.due.attempts + 1), LONGEST_WAIT);
  try {
    await database().send(
      new UpdateCommand({
        TableName: config.table(),
        Key: { pk: row.pk, sk: row.sk },
        UpdateExpression: 'SET dueSk = :next, due.attempts = :attempts',
        ConditionExpression: 'dueSk = :seen',
        ExpressionAttributeValues: {
          ':next': sortKey(after(now, wait), row.pk, row.sk),
          ':attempts': row.due.attempts + 1,
          ':seen': row.dueSk,
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
