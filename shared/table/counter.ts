import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
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

/**
 * Takes one from an allowance of `max` per window, or as many as are wanted, all or none, atomically.
 * @returns 0 when granted, otherwise the seconds until the window ends.
 */
export async function take({ key, max, window }: Allowance, now: Date, many = 1): Promise<number> {
  const seconds = Math.floor(now.getTime() / 1000);
  const start = seconds - (seconds % window);
  const refused = start + window - seconds;
  if (many > max) return refused;
  try {
    await database().send(
      new UpdateCommand({
        TableName: config.table(),
        Key: { pk: `${PLATFORM}#allowance#${key}`, sk: `allowance#${start}` },
        UpdateExpression: 'ADD taken :many SET expiresAt = :expires',
        ConditionExpression: 'attribute_not_exists(taken) OR taken <= :most',
        ExpressionAttributeValues: { ':many': many, ':most': max - many, ':expires': start + window * 2 },
      }),
    );
    return 0;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return refused;
    throw error;
  }
}
