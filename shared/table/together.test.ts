import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { callsOf } from '../../test/calls.ts';
import { tenant } from '../../test/tenant.ts';
import type { Tenant } from '../identity/tenant.ts';
import { entity } from './entity.ts';
import { transactTogether } from './together.ts';

const notes = entity({ name: 'note', partition: 'id', schema: z.object({ id: z.string(), text: z.string() }) });

let owner: Tenant;
let next = 0;
beforeAll(async () => {
  owner = (await tenant()).tenant;
});
const ids = (many: number) => Array.from({ length: many }, () => `n${++next}`);
const note = (id: string, text = '') => notes.put(owner, { id, text });
const known = async (all: string[]) => {
  const found = await Promise.all(all.map((id) => notes.get(owner, { id })));
  return found.map((item) => item !== undefined);
};

describe('what is read at the same moment', () => {
  it('comes in one round trip, each where it was asked for', async () => {
    const [one, two, three, missing] = ids(4) as [string, string, string, string];
    await transactTogether()([note(one, 'un'), note(two, 'deux'), note(three, 'trois')]);
    const asked = [three, one, missing, one, two];
    const { calls, answer } = await callsOf(() => Promise.all(asked.map((id) => notes.get(owner, { id }))));
    expect(calls).toEqual(['BatchGetItem']);
    expect(answer.map((item) => item?.text)).toEqual(['trois', 'un', undefined, 'un', 'deux']);
  });

  it('is found though it is more than one answer holds', async () => {
    const all = ids(250);
    for (let from = 0; from < all.length; from += 50) {
      await transactTogether()(all.slice(from, from + 50).map((id) => note(id, 'x'.repeat(80_000))));
    }
    expect(await known(all)).toEqual(all.map(() => true));
  });
});

describe('what is written side by side', () => {
  it('leaves in one round trip', async () => {
    const all = ids(10);
    const transact = transactTogether();
    const { calls } = await callsOf(() => Promise.all(all.map((id) => transact([note(id)]))));
    expect(calls).toEqual(['TransactWriteItems']);
    expect(await known(all)).toEqual(all.map(() => true));
  });

  it('while another write is under way leaves after it, together', async () => {
    const [first, ...others] = ids(4) as [string, ...string[]];
    const transact = transactTogether();
    const { calls } = await callsOf(async () => {
      const leaving = transact([note(first)]);
      await new Promise(setImmediate);
      await Promise.all([leaving, ...others.map((id) => transact([note(id)]))]);
    });
    expect(calls).toEqual(['PutItem', 'TransactWriteItems']);
    expect(await known([first, ...others])).toEqual([true, true, true, true]);
  });

  it('stays apart: one whose condition does not hold keeps no other from being written', async () => {
    const [taken, free, both] = ids(3) as [string, string, string];
    const transact = transactTogether();
    await transact([note(taken)]);
    const outcomes = await Promise.allSettled([
      transact([note(free)]),
      transact([{ ...note(taken), otherwise: () => new Error('taken') }]),
      transact([note(both), note(taken)]),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { message: 'taken' } },
      { status: 'rejected', reason: { failed: [1] } },
    ]);
    expect(await known([free, both])).toEqual([true, false]);
  });

  it('stays apart: one that the table cannot take harms itself only', async () => {
    const [good, huge] = ids(2) as [string, string];
    const transact = transactTogether();
    const outcomes = await Promise.allSettled([transact([note(good)]), transact([note(huge, 'x'.repeat(500 * 1024))])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await known([good])).toEqual([true]);
  });

  it('may be about the same thing: the first wins', async () => {
    const [one] = ids(1) as [string];
    const transact = transactTogether();
    const outcomes = await Promise.allSettled(['a', 'b'].map((text) => transact([note(one, text)])));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is more than one transaction holds', async () => {
    const all = ids(120);
    const transact = transactTogether();
    await Promise.all(
      Array.from({ length: 3 }, (_, i) => transact(all.slice(i * 40, i * 40 + 40).map((id) => note(id)))),
    );
    expect(await known(all)).toEqual(all.map(() => true));
  });
});
