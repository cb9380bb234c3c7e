import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PLATFORM } from '../identity/tenant.ts';
import { newId } from '../ids.ts';
import { Problem } from '../problem/problem.ts';
import { entity } from '../table/entity.ts';
import { transact } from '../table/transact.ts';
import { settle } from './settle.ts';

const now = new Date('2027-03-01T10:00:00Z');
const jars = entity({ name: 'jar', partition: 'id', schema: z.object({ id: z.string(), count: z.number() }) });
const jar = async () => {
  const id = newId('jar', now);
  await transact([jars.put(PLATFORM, { id, count: 0 })]);
  return id;
};
const read = async (id: string) => (await jars.get(PLATFORM, { id }))?.count ?? 0;
const set = (id: string, from: number, to: number, more = {}) =>
  jars.update(PLATFORM, { id }, { when: { equals: { count: from } }, set: { count: to }, ...more });

it('does what a job decided', async () => {
  const id = await jar();
  expect(await settle(async () => ({ said: 'done', writes: [set(id, 0, 5)] }), now)).toMatchObject({ said: 'done' });
  expect(await read(id)).toBe(5);
});

it('lets a job look again when the state moved under it', async () => {
  const id = await jar();
  const seen: number[] = [];
  await settle(async () => {
    const count = await read(id);
    seen.push(count);
    if (seen.length === 1) await transact([set(id, 0, 3)]);
    return { writes: [set(id, count, count + 1)] };
  }, now);
  expect(seen).toEqual([0, 3]);
  expect(await read(id)).toBe(4);
});

it('loses none of many changes at once', async () => {
  const id = await jar();
  const increment = async () => {
    const count = await read(id);
    return { writes: [set(id, count, count + 1)] };
  };
  await Promise.all(Array.from({ length: 8 }, () => settle(increment, now)));
  expect(await read(id)).toBe(8);
});

describe('does not look again', () => {
  it('when the write has an answer of its own', async () => {
    const id = await jar();
    let looks = 0;
    const job = async () => {
      looks += 1;
      return { writes: [set(id, 7, 8, { otherwise: () => new Error('no seven') })] };
    };
    await expect(settle(job, now)).rejects.toThrow('no seven');
    expect(looks).toBe(1);
  });

  it('for ever: what always moves is told as busy', async () => {
    const id = await jar();
    const error = await settle(async () => ({ writes: [set(id, 7, 8)] }), now).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });

  it('when the job itself fails', async () => {
    const job = () => Promise.reject(new Error('broken'));
    await expect(settle(job, now)).rejects.toThrow('broken');
  });
});

it('answers first with what would answer the same request twice', async () => {
  const id = await jar();
  const refused = set(id, 7, 8, { otherwise: () => new Error('the job’s') });
  const twice = set(await jar(), 7, 8, { otherwise: () => new Error('the same request') });
  await expect(
    settle(
      async () => ({ writes: [refused] }),
      now,
      () => [twice],
    ),
  ).rejects.toThrow('the same request');
});
