import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteCommand,
  type DeleteCommandInput,
  PutCommand,
  type PutCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { config } from '../config.ts';
import { logger } from '../log.ts';
import { type Outgoing, send } from '../queue/send.ts';
import { database } from './client.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A write as a value: nothing happens until it is handed to `transact` or `commit`. */
export interface Write {
  item: TransactItem;
  /** What to throw when the write's condition does not hold. */
  otherwise?: () => Error;
  /** The messages that follow from the write: what it makes due at once. */
  messages?: readonly Outgoing[];
}

export class ConditionFailed extends Error {
  /** Places, in the list of writes, whose conditions did not hold. */
  readonly failed: number[];
  constructor(failed: number[]) {
    super(`The condition of write ${failed.join(', ')} does not hold`);
    this.name = 'ConditionFailed';
    this.failed = failed;
  }
}

const TRIES = 6;

export type Transact = (writes: readonly Write[]) => Promise<void>;

/** Carries out the writes all together or not at all. @throws the `otherwise` of the first write whose condition failed */
export const transact: Transact = (writes) => insisting(writes, attempt);

/** `transact` with a way of its own to try. */
export async function insisting(
  writes: readonly Write[],
  attempt: (items: readonly TransactItem[]) => Promise<Outcome>,
): Promise<void> {
  if (!writes.length) return;
  const items = writes.map(({ item }) => named(item));
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(items);
    if (outcome === 'done') return;
    if (outcome === 'busy' && tries < TRIES) {
      await pause(Math.random() * 20 * 2 ** tries);
      continue;
    }
    const failed = outcome === 'busy' ? [] : outcome;
    const otherwise = failed.map((i) => writes[i]?.otherwise).find(Boolean);
    throw otherwise ? otherwise() : new ConditionFailed(failed);
  }
}

const named = (item: TransactItem): TransactItem =>
  Object.fromEntries(Object.entries(item).map(([action, input]) => [action, { ...input, TableName: config.table() }]));

/** `busy` when another transaction holds one of the items; otherwise the places that failed. */
export type Outcome = 'done' | 'busy' | number[];

export async function attempt(items: readonly TransactItem[]): Promise<Outcome> {
  try {
    const [only] = items;
    // One write alone costs half of what it costs in a transaction.
    if (items.length === 1 && only && !only.ConditionCheck) await alone(only);
    else await database().send(new TransactWriteCommand({ TransactItems: [...items] }));
    return 'done';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'ConditionalCheckFailedException') return [0];
    if (error.name === 'TransactionConflictException' || error.name === 'TransactionInProgressException') return 'busy';
    if (error.name !== 'TransactionCanceledException') throw error;
    const reasons = (error as Error & { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
    const failed = reasons.flatMap(({ Code }, i) => (Code === 'ConditionalCheckFailed' ? [i] : []));
    if (failed.length) return failed;
    if (reasons.some(({ Code }) => Code === 'TransactionConflict' || Code === 'ThrottlingError')) return 'busy';
    throw error;
  }
}

async function alone({ Put, Update, Delete }: TransactItem): Promise<void> {
  if (Put) await database().send(new PutCommand(Put as PutCommandInput));
  if (Update) await database().send(new UpdateCommand(Update as UpdateCommandInput));
  if (Delete) await database().send(new DeleteCommand(Delete as DeleteCommandInput));
}

/**
 * `transact`, then sends the messages of what is due at once. A message that cannot leave is left to `wake-due`.
 * @throws Error before anything is written, when a message would go to a queue that the contract does not name
 */
export async function commit(writes: readonly Write[], now: Date, write = transact): Promise<void> {
  const messages = writes.flatMap(({ messages: following }) => following ?? []);
  for (const { queue } of messages) config.queueUrl(queue);
  await write(writes);
  if (!messages.length) return;
  try {
    await send(messages, now);
  } catch (error) {
    logger().warn('message-left-to-wake-due', { queues: messages.map((m) => m.queue), error });
  }
}
