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

const dueRow = z.object({ pk: z.string(), sk: z.string(), dueSk: z.string(), due: z.unknown() });
/** A row as the index shows it. What is due is read one row at a time: a damaged one hides no other. */
export type DueRow = z.infer<typeof dueRow>;
const storedDue = z.object({ queue: z.string(), data: z.unknown(), attempts: z.number() });

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
export async function* dueBy(now: Date, pageSize = 100): AsyncGenerator<DueRow[]> {
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
      if (page.Items?.length) yield z.array(dueRow).parse(page.Items);
      from = page.LastEvaluatedKey;
    } while (from);
  }
}

/**
 * Moves a row ahead, twice as far each time, before its message is sent.
 * @returns the message to send; undefined when the row was acted on meanwhile
 */
export async function postpone({ pk, sk, dueSk, due }: DueRow, now: Date): Promise<Outgoing | undefined> {
  const { queue, data, attempts } = storedDue.parse(due);
  const wait = Math.min(LEASE * 2 ** (attempts + 1), LONGEST_WAIT);
  try {
    await database().send(
      new UpdateCommand({
        TableName: config.table(),
        Key: { pk, sk },
        UpdateExpression: 'SET dueSk = :next, due.attempts = :attempts',
        ConditionExpression: 'dueSk = :seen',
        ExpressionAttributeValues: {
          ':next': sortKey(after(now, wait), pk, sk),
          ':attempts': attempts + 1,
          ':seen': dueSk,
        },
      }),
    );
    return { queue, data };
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}
