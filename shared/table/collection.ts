import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { config } from '../config.ts';
import type { Tenant } from '../identity/tenant.ts';
import { database } from './client.ts';

interface Reader<Item> {
  name: string;
  parse(stored: Record<string, unknown>): Item;
}

type Items<R> = { [N in keyof R]: R[N] extends Reader<infer Item> ? Item[] : never };

/** All items of one partition in as few round trips as possible, sorted by kind: a thing with what belongs to it. */
export async function collection<R extends Record<string, Reader<unknown>>>(
  tenant: Tenant,
  id: string,
  readers: R,
): Promise<Items<R>> {
  const found = Object.fromEntries(Object.keys(readers).map((name) => [name, [] as unknown[]]));
  const wanted = Object.entries(readers);
  if (id.length > 300) return found as Items<R>;
  let from: Record<string, unknown> | undefined;
  do {
    const page = await database().send(
      new QueryCommand({
        TableName: config.table(),
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `${tenant}#${id}` },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const stored of page.Items ?? []) {
      const kind = String(stored.sk).split('#')[0];
      const [name, reader] = wanted.find(([, r]) => r.name === kind) ?? [];
      if (name && reader) found[name]?.push(reader.parse(stored));
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return found as Items<R>;
}
