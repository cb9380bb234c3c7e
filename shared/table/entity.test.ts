import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { config } from '../config.ts';
import type { Tenant } from '../identity/tenant.ts';
import { newId } from '../ids.ts';
import { database } from './client.ts';
import { collection } from './collection.ts';
import type { Condition } from './condition.ts';
import { entity } from './entity.ts';
import { ConditionFailed, transact } from './transact.ts';

const now = new Date('2027-03-01T10:00:00Z');
let tenant: Tenant;
beforeEach(() => {
  tenant = newId('acc', new Date('2025-06-01T00:00:00Z')) as Tenant;
});

const boats = entity({
  name: 'boat',
  partition: 'id',
  feed: true,
  lists: { harbour: 'harbour' },
  schema: z.object({
    id: z.string(),
    name: z.string(),
    harbour: z.string().optional(),
    crew: z.number().default(0),
    log: z.object({ miles: z.number(), note: z.string().optional() }).optional(),
    marks: z.array(z.string()).optional(),
  }),
  expires: ({ name }) => (name === 'Épave' ? now : undefined),
});
const voyages = entity({
  name: 'voyage',
  partition: 'boatId',
  sort: ['number'],
  schema: z.object({ boatId: z.string(), number: z.number(), cargo: z.string().optional() }),
});

const launch = async (more: Partial<z.input<typeof boats.schema>> = {}, at = now) => {
  const boat = { id: newId('boat', at), name: 'Étoile', ...more };
  await transact([boats.put(tenant, boat)]);
  return boat;
};
const read = (id: string) => boats.get(tenant, { id });

describe('an item', () => {
  it('is read as it was written, by its own account only', async () => {
    const { id } = await launch({ harbour: 'Brest', log: { miles: 12 } });
    expect(await read(id)).toEqual({ id, name: 'Étoile', harbour: 'Brest', crew: 0, log: { miles: 12 } });
    expect(await boats.get(newId('acc', now) as Tenant, { id })).toBeUndefined();
  });

  it('is not found under an id that nobody could have, however long', async () => {
    expect(await read('x'.repeat(5000))).toBeUndefined();
    expect(await read('')).toBeUndefined();
  });

  it('is written once: a second one under its key is refused', async () => {
    const boat = await launch();
    await expect(transact([boats.put(tenant, { ...boat, name: 'Autre' })])).rejects.toThrow(ConditionFailed);
    await transact([boats.put(tenant, { ...boat, name: 'Repeinte' }, { when: {} })]);
    expect(await read(boat.id)).toMatchObject({ name: 'Repeinte' });
  });

  it('is not written when it is not what its schema says', () => {
    expect(() => boats.put(tenant, { id: 'boat_1', name: 3 } as never)).toThrow(z.ZodError);
  });

  it('that was damaged in the table is not taken for a sound one', async () => {
    const id = newId('boat', now);
    await database().send(
      new PutCommand({ TableName: config.table(), Item: { ...boats.keyOf(tenant, { id }), id, name: 42 } }),
    );
    await expect(read(id)).rejects.toThrow(z.ZodError);
  });
});

describe('a change', () => {
  it('sets, adds, removes, also within', async () => {
    const { id } = await launch({ harbour: 'Brest', log: { miles: 12, note: 'calme' } });
    await transact([
      boats.update(
        tenant,
        { id },
        { set: { name: 'Lune', 'log.miles': 30 }, add: { crew: 2 }, remove: ['log.note', 'harbour'] },
      ),
    ]);
    expect(await read(id)).toEqual({ id, name: 'Lune', crew: 2, log: { miles: 30 } });
  });

  it('leaves alone what it sets to nothing', async () => {
    const { id } = await launch({ harbour: 'Brest' });
    await transact([boats.update(tenant, { id }, { set: { name: 'Lune', harbour: undefined } })]);
    expect(await read(id)).toMatchObject({ name: 'Lune', harbour: 'Brest' });
  });

  it('makes nothing out of nothing', async () => {
    await expect(transact([boats.update(tenant, { id: 'boat_0' }, { set: { name: 'Lune' } })])).rejects.toThrow();
    expect(await read('boat_0')).toBeUndefined();
  });

  it.each<[string, Condition, boolean]>([
    ['equal', { equals: { name: 'Étoile', 'log.miles': 12 } }, true],
    ['not equal', { equals: { name: 'Étoile', 'log.miles': 13 } }, false],
    ['equal lists', { equals: { marks: ['a', 'b'] } }, true],
    ['other lists', { equals: { marks: ['a'] } }, false],
    ['among', { oneOf: { name: ['Lune', 'Étoile'] } }, true],
    ['not among', { oneOf: { name: ['Lune'] } }, false],
    ['below', { below: { crew: 1 } }, true],
    ['not below', { below: { crew: 0 } }, false],
    ['missing', { missing: ['harbour', 'log.note'] }, true],
    ['not missing', { missing: ['log.miles'] }, false],
    ['absent', { absent: true }, false],
  ])('happens only if its condition holds: %s', async (_, when, holds) => {
    const { id } = await launch({ log: { miles: 12 }, marks: ['a', 'b'] });
    const change = transact([boats.update(tenant, { id }, { when, set: { name: 'Lune' } })]);
    await (holds ? change : expect(change).rejects.toThrow(ConditionFailed));
    expect((await read(id))?.name).toBe(holds ? 'Lune' : 'Étoile');
    const check = transact([boats.check(tenant, { id }, { equals: { name: holds ? 'Lune' : 'Étoile' } })]);
    await check;
  });

  it('that removes the item happens on its condition too', async () => {
    const { id } = await launch();
    const remove = (name: string) => transact([boats.delete(tenant, { id }, { when: { equals: { name } } })]);
    await expect(remove('Lune')).rejects.toThrow(ConditionFailed);
    await remove('Étoile');
    expect(await read(id)).toBeUndefined();
  });
});

it('marks what may be forgotten with the time after which it may', () => {
  const expiry = (name: string) => boats.put(tenant, { id: newId('boat', now), name }).item.Put?.Item?.expiresAt;
  expect(expiry('Épave')).toBe(now.getTime() / 1000);
  expect(expiry('Étoile')).toBeUndefined();
});

describe('a collection', () => {
  it('is a thing with all that belongs to it, in order, however large', async () => {
    const { id } = await launch();
    const cargo = 'sel '.repeat(10_000);
    for (const number of [10, 2, 1, ...Array.from({ length: 30 }, (_, i) => i + 11)]) {
      await transact([voyages.put(tenant, { boatId: id, number, cargo })]);
    }
    const { boat, all } = await collection(tenant, id, { boat: boats, all: voyages });
    expect(boat).toMatchObject([{ id }]);
    expect(all.map(({ number }) => number)).toEqual([1, 2, ...Array.from({ length: 31 }, (_, i) => i + 10)]);
  });

  it('of another account is empty', async () => {
    const { id } = await launch();
    expect(await collection(newId('acc', now) as Tenant, id, { boat: boats })).toEqual({ boat: [] });
  });
});

describe('a list', () => {
  const ids = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);

  it('is newest first, over the years, without what belongs elsewhere', async () => {
    const made = [];
    for (const at of ['2025-06-02', '2025-12-31', '2026-01-01', '2027-02-28']) {
      made.unshift((await launch({ harbour: at < '2026' ? 'Brest' : 'Nantes' }, new Date(at))).id);
    }
    const list = (of: Parameters<typeof boats.list>[1]) => boats.list(tenant, of, { now, limit: 10 });
    expect(ids(await list('feed'))).toEqual(made);
    expect(ids(await list({ harbour: 'Brest' }))).toEqual(made.slice(2));
    expect(ids(await list({ harbour: 'Lorient' }))).toEqual([]);
    expect((await boats.list(newId('acc', now) as Tenant, 'feed', { now, limit: 10 })).items).toEqual([]);
  });

  it('in pages of any size, filtered or not, misses nothing and gives nothing twice', async () => {
    const made: string[] = [];
    for (let i = 0; i < 23; i++) {
      const at = new Date(Date.UTC(2025, 6 + i, 1));
      made.unshift((await launch({ name: i % 3 ? 'Étoile' : 'Lune' }, at)).id);
    }
    const later = new Date('2027-12-01T00:00:00Z');
    for (const limit of [1, 4, 23, 24, 100]) {
      for (const wanted of [undefined, 'Lune']) {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await boats.list(tenant, 'feed', {
            now: later,
            limit,
            cursor,
            ...(wanted && { where: ({ name }) => name === wanted }),
          });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          found.push(...ids(page));
          cursor = page.nextCursor;
        } while (cursor);
        expect(found).toEqual(wanted ? made.filter((_, i) => (22 - i) % 3 === 0) : made);
      }
    }
  });

  it('refuses a cursor that it did not give', async () => {
    for (const cursor of ['x', '', Buffer.from('acc#other').toString('base64url')]) {
      await expect(boats.list(tenant, 'feed', { now, limit: 1, cursor })).rejects.toMatchObject({ status: 422 });
    }
  });

  it('holds what belongs to no group of it nowhere', async () => {
    const { id } = await launch();
    expect(ids(await boats.list(tenant, { harbour: 'undefined' }, { now, limit: 9 }))).toEqual([]);
    expect(ids(await boats.list(tenant, 'feed', { now, limit: 9 }))).toEqual([id]);
  });
});

it('finds within a partition what begins alike, in order', async () => {
  for (const number of [1, 2, 10, 100]) await transact([voyages.put(tenant, { boatId: 'b', number })]);
  const numbers = (found: { number: number }[]) => found.map(({ number }) => number);
  expect(numbers(await voyages.within(tenant, 'b', [], 10))).toEqual([1, 2, 10, 100]);
  expect(numbers(await voyages.within(tenant, 'b', ['00000000000'], 10))).toEqual([1, 2]);
  expect(numbers(await voyages.within(tenant, 'b', [], 3))).toEqual([1, 2, 10]);
});
