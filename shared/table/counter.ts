import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { config } from '../config.ts';
import { PLATFORM } from '../identity/tenant.ts';
import { database } from './client.ts';

export interface Allowance {
  /** What is counted, e.g. `code:+33612345678`. */
  key: string;
  max: number;
  /** Seconds. */
  window: number;
}

/** The window at an instant: its row, and the seconds until it ends. */
function windowOf({ key, window }: Allowance, now: Date) {
  const seconds = Math.floor(now.getTime() / 1000);
  const start = seconds - (seconds % window);
  const row = { TableName: config.table(), Key: { pk: `${PLATFORM}#allowance#${key}`, sk: `allowance#${start}` } };
  return { row, end: start + window, left: start + window - seconds };
}

/** Seconds until one may be taken again, with nothing taken: 0 at once. */
export async function waitFor(allowance: Allowance, now: Date): Promise<number> {
  const { row, left } = windowOf(allowance, now);
  const { Item } = await database().send(new GetCommand({ ...row, ConsistentRead: true }));
  return (Item?.taken ?? 0) < allowance.max ? 0 : left;
}

/**
 * Takes one from an allowance of `max` per window, or as many as are wanted, all or none, atomically.
 * @returns 0 when granted, otherwise the seconds until the window ends.
 */
export async function take(allowance: Allowance, now: Date, many = 1): Promise<number> {
  const { max, window } = allowance;
  const { row, end, left } = windowOf(allowance, now);
  if (many > max) return left;
  try {
    await database().send(
      new UpdateCommand({
        ...row,
        UpdateExpression: 'ADD taken :many SET expiresAt = :expires',
        ConditionExpression: 'attribute_not_exists(taken) OR taken <= :most',
        ExpressionAttributeValues: { ':many': many, ':most': max - many, ':expires': end + window },
      }),
    );
    return 0;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return left;
    throw error;
  }
}
