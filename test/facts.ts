import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { config } from '../shared/config.ts';
import { type ToldFact, toldFact } from '../shared/function/fact.ts';
import { database } from '../shared/table/client.ts';
import type { TestTenant } from './tenant.ts';

/** What was told in an account this month, in the order of time. */
export async function happenedIn({ tenant }: TestTenant): Promise<ToldFact[]> {
  const month = new Date().toISOString().slice(0, 7);
  const { Items = [] } = await database().send(
    new QueryCommand({
      TableName: config.table(),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `${tenant}#facts:${month}` },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => toldFact.parse(item));
}
