import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { config } from '../config.ts';
import type { Tenant } from '../identity/tenant.ts';
import { database } from './client.ts';
import { type Condition, Expressions } from './condition.ts';
import { changeOfDues, type DueChange } from './due.ts';
import { DUES, LISTS } from './indexes.ts';
import { count, feedYear, feedYears, type ListOptions, list, type Page } from './list.ts';
import { readRow } from './read.ts';
import type { AnyStates, FirstStateOf, StateOf } from './states.ts';
import type { Write } from './transact.ts';

interface Definition<
  S extends z.ZodObject,
  P extends string,
  K extends string,
  L extends string,
  M extends AnyStates,
  D extends string,
> {
  /** The item's name; the sort key begins with it. */
  name: string;
  schema: S;
  /** The field whose value, after the tenant, is the partition key: the id of the thing itself or of its parent. */
  partition: P & keyof z.output<S>;
  /** Fields that tell apart the items of one partition. Numbers sort as numbers. */
  sort?: readonly (K & keyof z.output<S>)[];
  /** The field that holds its time-ordered id, by which lists go, when that is not the partition. */
  id?: keyof z.output<S> & string;
  /** Listed newest first for the whole tenant (partitioned by year). */
  feed?: boolean;
  /** Lists by the value of a field, at most `LISTS`, the feed among them. A listed field never changes. */
  lists?: Readonly<Record<L, keyof z.output<S> & string>>;
  /** The states of its field `status`, which then changes by `move` alone. */
  states?: M;
  /** What it may be due for, at most `DUES`, and in which states: entering any other clears that due. */
  dues?: Readonly<Record<D, 'always' | readonly StateOf<M>[]>>;
  /** When the item may be forgotten. */
  expires?: (item: z.output<S>) => Date | undefined;
}

interface WriteOptions {
  when?: Condition;
  otherwise?: () => Error;
}

interface Change<Item, M extends AnyStates, D extends string> extends WriteOptions {
  set?: ([M] extends [never] ? unknown : { status?: never }) & (Partial<Item> | Record<string, unknown>);
  /** Top-level fields: DynamoDB adds to no other. */
  add?: Partial<Record<keyof Item & string, number>>;
  remove?: readonly string[];
  due?: DueChange<D>;
}

const SORT_WIDTH = 12;
/** A value as it stands in a sort key. */
export const sortPart = (value: unknown) =>
  typeof value === 'number' ? String(value).padStart(SORT_WIDTH, '0') : String(value);

/** No id of ours is that long; DynamoDB refuses keys that callers make up of whole pages. */
const tooLong = (key: object) => Object.values(key).some((part) => String(part).length > 300);

/** Every kind that was declared, for who writes them down. */
// biome-ignore lint/suspicious/noExplicitAny: whatever they hold
export const kinds: Definition<any, string, string, string, AnyStates, string>[] = [];

/** A kind of item of the table: its schema, its keys and its lists. Writes are values for `transact` or `commit`. */
export function entity<
  S extends z.ZodObject,
  const P extends string,
  const K extends string = never,
  const L extends string = never,
  M extends AnyStates = never,
  const D extends string = never,
>(definition: Definition<S, P, K, L, M, D>) {
  type Item = z.output<S>;
  type Key = { [F in P | K]: F extends keyof Item ? Item[F] : never };
  type New = z.input<S> & ([M] extends [never] ? unknown : { status: FirstStateOf<M> });
  const { name, schema } = definition;
  const fields: Record<string, string> = (definition.lists ?? {}) as Record<string, string>;
  const lists = [...(definition.feed ? ['feed'] : []), ...Object.keys(fields)];
  const indexOf = (listName: string) => `list${lists.indexOf(listName) + 1}`;
  if (lists.length > LISTS.length) throw new Error(`${name} has more than ${LISTS.length} lists`);
  const dues = (definition.dues ?? {}) as Readonly<Record<string, 'always' | readonly string[]>>;
  const dueNames = Object.keys(dues) as D[];
  if (dueNames.length > DUES.length) throw new Error(`${name} has more than ${DUES.length} dues`);

  const keyOf = (tenant: Tenant, key: Key | Item) => {
    const values = key as Record<string, unknown>;
    const sort = (definition.sort ?? []).map((field) => sortPart(values[field]));
    return { pk: `${tenant}#${String(values[definition.partition])}`, sk: [name, ...sort].join('#') };
  };

  const listAttributes = (tenant: Tenant, item: Item) => {
    const values = item as Record<string, unknown>;
    const id = String(values[definition.id ?? definition.partition]);
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

  /** The dues that have no place in a state, cleared. */
  const outside = (state: string) =>
    Object.fromEntries(
      dueNames.filter((due) => dues[due] !== 'always' && !dues[due]?.includes(state)).map((due) => [due, null]),
    );

  const parse = (stored: Record<string, unknown>): Item => schema.parse(stored);

  const update = (tenant: Tenant, key: Key, change: Change<Item, M, D>): Write => {
    const at = keyOf(tenant, key);
    const expressions = new Expressions();
    const due = changeOfDues(dueNames, at, change.due);
    const given = Object.entries({ ...change.set, ...due.set });
    const set = given.filter(([, value]) => value !== undefined);
    const remove = [...(change.remove ?? []), ...due.remove];
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
      ...follow(change, due.messages),
    };
  };

  kinds.push(definition);

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
    put(tenant: Tenant, item: New, options: WriteOptions & Pick<Change<Item, M, D>, 'due'> = {}): Write {
      const parsed = schema.parse(item);
      const key = keyOf(tenant, parsed);
      const expressions = new Expressions();
      const condition = expressions.condition(options.when ?? { absent: true });
      const expires = definition.expires?.(parsed);
      const due = changeOfDues(dueNames, key, options.due);
      return {
        item: {
          Put: {
            TableName: '',
            Item: {
              ...parsed,
              ...key,
              ...listAttributes(tenant, parsed),
              ...(expires && { expiresAt: Math.floor(expires.getTime() / 1000) }),
              ...due.set,
            },
            ...(condition && { ConditionExpression: condition }),
            ...expressions.fields(),
          },
        },
        ...follow(options, due.messages),
      };
    },

    /** Changes fields of an item that exists. */
    update,

    /**
     * Takes an item from the state in which it was read to another, by one of its transitions; the dues that have no
     * place there are cleared.
     * @throws 409 when its state does not allow it
     */
    move(
      tenant: Tenant,
      item: Key & { status: StateOf<M> },
      by: keyof M['transitions'] & string,
      change: Change<Item, M, D> = {},
    ): Write {
      const declared = definition.states as AnyStates;
      if (!declared.may(by, item)) throw declared.refusal(item);
      const status = declared.transitions[by]?.to as string;
      return update(tenant, item, {
        ...change,
        when: { ...change.when, equals: { ...change.when?.equals, status: item.status } },
        set: { ...change.set, status },
        due: { ...outside(status), ...change.due },
      } as Change<Item, M, D>);
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

    /** Items of one partition in the order of their sort key, between two of its values, neither included. */
    async between(tenant: Tenant, partition: string, after: string, before: string, limit: number): Promise<Item[]> {
      const { Items } = await database().send(
        new QueryCommand({
          TableName: config.table(),
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :before',
          // The first key there is after this one, for our ids hold no spaces.
          ExpressionAttributeValues: {
            ':pk': `${tenant}#${partition}`,
            ':after': `${name}#${after} `,
            ':before': `${name}#${before}`,
          },
          ConsistentRead: true,
          Limit: limit,
        }),
      );
      return (Items ?? []).map(parse);
    },

    /** How many items the feed holds. */
    count(tenant: Tenant, now: Date): Promise<number> {
      return count(
        indexOf('feed'),
        feedYears(tenant, now).map((year) => `${tenant}#${name}#feed#${year}`),
      );
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

function follow({ otherwise }: WriteOptions, messages: Write['messages'] = []): Pick<Write, 'otherwise' | 'messages'> {
  return { ...(otherwise && { otherwise }), ...(messages.length && { messages }) };
}
