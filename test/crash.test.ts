import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Tenant } from '../shared/identity/tenant.ts';
import { entity } from '../shared/table/entity.ts';
import { transact } from '../shared/table/transact.ts';
import { crashAfter, crashBefore, crashes } from './crash.ts';
import { tenant } from './tenant.ts';

const marks = entity({ name: 'mark', partition: 'id', schema: z.object({ id: z.string() }) });

let owner: Tenant;
beforeAll(async () => {
  owner = (await tenant()).tenant;
});
const mark = (id: string) => transact([marks.put(owner, { id })]);
const isMarked = async (id: string) => (await marks.get(owner, { id })) !== undefined;

it('a process that dies after a call has made that call, and no later one', async () => {
  const died = await crashAfter(2, async () => {
    for (const id of ['a1', 'a2', 'a3']) await mark(id);
  });
  expect(died).toBe(true);
  expect(await Promise.all(['a1', 'a2', 'a3'].map(isMarked))).toEqual([true, true, false]);
});

it('a process that dies before a call has not made it', async () => {
  const died = await crashBefore(2, async () => {
    for (const id of ['b1', 'b2']) await mark(id);
  });
  expect(died).toBe(true);
  expect(await Promise.all(['b1', 'b2'].map(isMarked))).toEqual([true, false]);
});

it('is dead although the job hides it, and makes no call any more', async () => {
  const died = await crashAfter(1, async () => {
    await mark('c1').catch(() => {});
    await mark('c2').catch(() => {});
  });
  expect(died).toBe(true);
  expect(await isMarked('c2')).toBe(false);
});

it('a failure that is none of ours is told', async () => {
  await expect(crashAfter(5, () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');
});

it('dies everywhere in turn, and once nowhere', async () => {
  const seen: boolean[][] = [];
  for await (const die of crashes()) {
    const ids = ['1', '2'].map((name) => `d${seen.length}-${name}`);
    await die(async () => {
      for (const id of ids) await mark(id);
    });
    seen.push(await Promise.all(ids.map(isMarked)));
  }
  expect(seen).toEqual([
    [false, false],
    [true, false],
    [true, true],
    [true, true],
  ]);
});
