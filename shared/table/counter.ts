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
 * Takes one from an allowance of `max` per window, atomically.
 * @returns 0 when granted, otherwise the seconds until the window ends.
 */
export async function take({ key, max, window }: Allowance, now: Date): Promise<number> {
  const seconds = Math.floor(now.getTime() / 1000);
  const start = seconds - (seconds % window);
  try {
    await database().send(
      new UpdateCommand({
        TableName: config.table(),
        Key: { pk: `${PLATFORM}#allowance#${key}`, sk: `allowance#${start}` },
        UpdateExpression: 'ADD taken :one SET expiresAt = :expires',
        ConditionExpression: 'attribute_not_exists(taken) OR taken < :max',
        ExpressionAttributeValues: { ':one': 1, ':max': max, ':expires': start + window * 2 },
      }),
    );
    return 0;
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return start + window - seconds;
    throw error;
  }
}
