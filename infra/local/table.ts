import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from './stores.ts';

/**
 * Makes a table as the template wants it: created when missing; given the indexes it lacks when it is older than the
 * template, as a deployment would. Throws when its key is another.
 */
export async function ensureTable(client: DynamoDBClient, { create, timeToLive }: TableSpec): Promise<void> {
  const { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [] } = create;
  const existing = await describe(client, TableName ?? '');
  if (!existing) await client.send(new CreateTableCommand(create));
  else {
    if (existing.KeySchema?.map(keyOf).join() !== KeySchema?.map(keyOf).join()) {
      throw new Error(
        `the key of table ${TableName} has changed: CloudFormation would replace it, and its rows with it`,
      );
    }
    const present = new Set(existing.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
    for (const index of GlobalSecondaryIndexes.filter(({ IndexName }) => !present.has(IndexName))) {
      const GlobalSecondaryIndexUpdates = [{ Create: index }];
      await client.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }));
    }
  }
  if (timeToLive) {
    const TimeToLiveSpecification = { AttributeName: timeToLive, Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
}

const keyOf = ({ AttributeName, KeyType }: { AttributeName?: string | undefined; KeyType?: string | undefined }) =>
  `${AttributeName} ${KeyType}`;

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
