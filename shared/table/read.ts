import { setTimeout as pause } from 'node:timers/promises';
import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import DataLoader from 'dataloader';
import { config } from '../config.ts';
import { database } from './client.ts';

export interface RowKey {
  pk: string;
  sk: string;
}
export type Row = Record<string, unknown>;

/** What DynamoDB gives in one round trip. */
const MOST = 100;

/**
 * Rows asked for at the same moment come in one round trip, each once; nothing is kept for who asks later. A consumer
 * that works on ten messages side by side reads their rows together without knowing of it.
 */
const loader = new DataLoader<RowKey, Row | undefined>(
  async (keys) => {
    const [first] = keys;
    const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    if (distinct.length > 1 || !first) {
      const found = await readRows(distinct, { consistent: true });
      return keys.map((key) => found.get(nameOf(key)));
    }
    const { Item } = await database().send(
      new GetCommand({ TableName: config.table(), Key: first, ConsistentRead: true }),
    );
    return keys.map(() => Item);
  },
  { cache: false, maxBatchSize: MOST },
);

/** A row as it is now, if there is one. */
export const readRow = (key: RowKey): Promise<Row | undefined> => loader.load(key);

/** What `readRows` finds a row by. */
export const nameOf = ({ pk, sk }: RowKey): string => `${pk}|${sk}`;

/** Many rows, by `nameOf` their keys; as they were a moment ago, for half the price, unless `consistent`. */
export async function readRows(keys: readonly RowKey[], { consistent = false } = {}): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  const table = config.table();
  let wanted: Row[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let asked = 1; wanted.length; asked++) {
    const { Responses, UnprocessedKeys } = await database().send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: wanted.slice(0, MOST), ConsistentRead: consistent } },
      }),
    );
    for (const row of Responses?.[table] ?? []) found.set(nameOf(row as unknown as RowKey), row);
    const left = UnprocessedKeys?.[table]?.Keys ?? [];
    // Nothing came: the table asks for a rest.
    if (left.length && !Responses?.[table]?.length) await pause(Math.random() * 20 * 2 ** Math.min(asked, 6));
    wanted = [...wanted.slice(MOST), ...left];
  }
  return found;
}
