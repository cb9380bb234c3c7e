import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { config } from '../config.ts';
import { database } from './client.ts';
import type { Write } from './transact.ts';

/** As many as one request holds, and requests at a time. */
const MOST = 25;
const BESIDE = 8;

type Requests = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

/**
 * Puts many items, each by itself and whatever is there: for rows whose keys are theirs alone, which a second run writes
 * again as they are. Nothing of `put` but the item counts: neither conditions, nor dues.
 */
export async function putMany(writes: readonly Write[]): Promise<void> {
  const table = config.table();
  const all: Requests = writes.flatMap(({ item: { Put } }) => (Put?.Item ? [{ PutRequest: { Item: Put.Item } }] : []));
  const groups = Array.from({ length: Math.ceil(all.length / MOST) }, (_, i) => all.slice(i * MOST, (i + 1) * MOST));
  const goOn = async () => {
    for (let group = groups.pop(); group; group = groups.pop()) await putAll(table, group);
  };
  await Promise.all(Array.from({ length: BESIDE }, goOn));
}

async function putAll(table: string, group: Requests): Promise<void> {
  let left = group;
  for (let asked = 1; left.length; asked++) {
    const { UnprocessedItems } = await database().send(new BatchWriteCommand({ RequestItems: { [table]: left } }));
    left = UnprocessedItems?.[table] ?? [];
    // What is left over is what the table had no room for just then.
    if (left.length) await pause(Math.random() * 20 * 2 ** Math.min(asked, 6));
  }
}
