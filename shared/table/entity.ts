import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { config } from '../config.ts';
import type { Tenant } from '../identity/tenant.ts';
import { database } from './client.ts';
import { type Condition, Expressions } from './condition.ts';
import { DUE_ATTRIBUTES, type Due, dueAttributes } from './due.ts';
import { feedYear, feedYears, type ListOptions, list, type Page } from './list.ts';
import { readRow } from './read.ts';
import type { Write } from './transact.ts';

interface Definition<S extends z.ZodObject, P extends string, K extends string, L extends string> {
  /** The item's name; the sort key begins with it. */
  name: string;
  schema: S;
  /** The field whose value, after the tenant, is the partition key: the id of the thing itself or of its parent. */
  partition: P & keyof z.output<S>;
  /** Fields that tell apart the items of one partition. Numbers sort as numbers. */
  sort?: readonly (K & keyof z.output<S>)[];
  /** Listed newest first for the whole tenant (partitioned by year). */
  feed?: boolean;
  /** Lists by the value of a field, at most two beside the feed. A listed field never changes. */
  lists?: Readonly<Record<L, keyof z.output<S> & string>>;
  /** When the item may be forgotten. */
  expires?: (item: z.output<S>) => Date | undefined;
}

interface WriteOptions {
  when?: Condition;
  otherwise?: () => Error;
}

interface Change<Item> extends WriteOptions {
  set?: Partial<Item> | Record<string, unknown>;
  /** Top-level fields: DynamoDB adds to no other. */
  add?: Partial<Record<keyof Item & string, number>>;
  remove?: readonly string[];
  /** `null` takes the row out of the due index. */
  due?: Due | null;
}

const SORT_WIDTH = 12;
const sortPart = (value: unknown) =>
  typeof value === 'number' ? String(value).padStart(SORT_WIDTH, '0') : String(value);

/** No id of ours is that long; DynamoDB refuses keys that callers make up of whole pages. */
const tooLong = (key: object) => Object.values(key).some((part) => String(part).length > 300);

/** A kind of item of the table: its schema, its keys and its lists. Writes are values for `transact` or `commit`. */
export function entity<
  S extends z.ZodObject,
  const P extends string,
  const K extends string = never,
  const L extends string = never,
>(definition: Definition<S, P, K, L>) {
  type Item = z.output<S>;
  type Key = { [F in P | K]: F extends keyof Item ? Item[F] : never };
  const { name, schema } = definition;
  const fields: Record<string, string> = (definition.lists ?? {}) as Record<string, string>;
  const lists = [...(definition.feed ? ['feed'] : []), ...Object.keys(fields)];
  const indexOf = (listName: string) => `list${lists.indexOf(listName) + 1}`;

  const keyOf = (tenant: Tenant, key: Key | Item) => {
    const values = key as Record<string, unknown>;
    const sort = (definition.sort ?? []).map((field) => sortPart(values[field]));
    return { pk: `${tenant}#${String(values[definition.partition])}`, sk: [name, ...sort].join('#') };
  };

  const listAttributes = (tenant: Tenant, item: Item) => {
    const values = item as Record<string, unknown>;
    const id = String(values[definition.partition]);
    return Object.fromEntries(
      lists.flatMap((listName) => {
        const group = listName === 'feed' ? feedYear(id) : values[fields[listName] ?? ''];
        if (group === undefined) return [];
        const index = indexOf(listName);
        return [
          [`${index}Pk`, `${tenant}#${name}#${listName}#${group}`],
          [`${index}Sk`, id],
        ];
      }),
    );
  };

  const parse = (stored: Record<string, unknown>): Item => schema.parse(stored);

  return {
    name,
    schema,
    keyOf,
    parse,

    async get(tenant: Tenant, key: Key): Promise<Item | undefined> {
      if (tooLong(key)) return undefined;
      const stored = await readRow(keyOf(tenant, key));
      return stored && parse(stored);
    },

    /** Writes the whole item; only where there is none, unless `when` says otherwise. */
    put(tenant: Tenant, item: z.input<S>, options: WriteOptions & { due?: Due } = {}): Write {
      const parsed = schema.parse(item);
      const key = keyOf(tenant, parsed);
      const expressions = new Expressions();
      const condition = expressions.condition(options.when ?? { absent: true });
      const expires = definition.expires?.(parsed);
      return {
        item: {
          Put: {
            TableName: '',
            Item: {
              ...parsed,
              ...key,
              ...listAttributes(tenant, parsed),
              ...(expires && { expiresAt: Math.floor(expires.getTime() / 1000) }),
              ...(options.due && dueAttributes(key, options.due)),
            },
            ...(condition && { ConditionExpression: condition }),
            ...expressions.fields(),
          },
        },
        ...follow(options),
      };
    },

    /** Changes fields of an item that exists. */
    update(tenant: Tenant, key: Key, change: Change<Item>): Write {
      const at = keyOf(tenant, key);
      const expressions = new Expressions();
      const dueSet = change.due ? dueAttributes(at, change.due) : {};
      const given = Object.entries({ ...change.set, ...dueSet });
      const set = given.filter(([, value]) => value !== undefined);
      const remove = [...(change.remove ?? []), ...(change.due === null ? DUE_ATTRIBUTES : [])];
      const clauses = [
        set.length &&
          `SET ${set.map(([path, value]) => `${expressions.path(path)} = ${expressions.value(value)}`).join(', ')}`,
        change.add &&
          `ADD ${Object.entries(change.add)
            .map(([path, value]) => `${expressions.path(path)} ${expressions.value(value)}`)
            .join(', ')}`,
        remove.length && `REMOVE ${remove.map((path) => expressions.path(path)).join(', ')}`,
      ].filter(Boolean);
      const exists = `attribute_exists(${expressions.path('pk')})`;
      const condition = expressions.condition(change.when ?? {});
      return {
        item: {
          Update: {
            TableName: '',
            Key: at,
            UpdateExpression: clauses.join(' '),
            ConditionExpression: condition ? `${exists} AND ${condition}` : exists,
            ...expressions.fields(),
          },
        },
        ...follow(change),
      };
    },

    delete(tenant: Tenant, key: Key, options: WriteOptions = {}): Write {
      const expressions = new Expressions();
      const condition = options.when && expressions.condition(options.when);
      return {
        item: {
          Delete: {
            TableName: '',
            Key: keyOf(tenant, key),
            ...(condition && { ConditionExpression: condition }),
            ...expressions.fields(),
          },
        },
        ...follow(options),
      };
    },

    /** Demands something of an item without changing it. */
    check(tenant: Tenant, key: Key, when: Condition, otherwise?: () => Error): Write {
      const expressions = new Expressions();
      return {
        item: {
          ConditionCheck: {
            TableName: '',
            Key: keyOf(tenant, key),
            ConditionExpression: expressions.condition(when),
            ...expressions.fields(),
          },
        },
        ...(otherwise && { otherwise }),
      };
    },

    /** Items of one partition whose sort key begins with these parts; the last part may be a beginning only. */
    async within(tenant: Tenant, partition: string, beginning: string[], limit: number): Promise<Item[]> {
      const { Items } = await database().send(
        new QueryCommand({
          TableName: config.table(),
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :beginning)',
          ExpressionAttributeValues: { ':pk': `${tenant}#${partition}`, ':beginning': [name, ...beginning].join('#') },
          ConsistentRead: true,
          Limit: limit,
        }),
      );
      return (Items ?? []).map(parse);
    },

    /** Items of a list, newest first. `group` is the listed field's value; none for the feed. */
    list(tenant: Tenant, of: 'feed' | L | { [F in L]?: string }, options: ListOptions<Item>): Promise<Page<Item>> {
      const [listName, group] = typeof of === 'string' ? [of, undefined] : (Object.entries(of)[0] as [string, string]);
      const groups = listName === 'feed' ? feedYears(tenant, options.now) : [String(group)];
      return list(
        { index: indexOf(listName), partitions: groups.map((g) => `${tenant}#${name}#${listName}#${g}`), parse },
        options,
      );
    },
  };
}

function follow({ otherwise, due }: WriteOptions & { due?: Due | null }): Pick<Write, 'otherwise' | 'message'> {
  return {
    ...(otherwise && { otherwise }),
    ...(due?.delay !== undefined && { message: { ...due.message, delay: due.delay } }),
  };
}
