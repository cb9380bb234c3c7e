import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tenant } from '../../test/tenant.ts';
import type { Tenant } from '../identity/tenant.ts';
import { newId } from '../ids.ts';
import { Problem } from '../problem/problem.ts';
import { say } from '../text.ts';
import { entity } from './entity.ts';
import { states } from './states.ts';
import { ConditionFailed, transact } from './transact.ts';

const doorStates = states(
  say('La porte', 'The door'),
  { open: say('ouverte', 'open'), shut: say('fermée', 'shut'), bricked: say('murée', 'bricked up') },
  { build: { to: 'open' }, shut: { from: ['open'], to: 'shut' }, brick: { from: ['open', 'shut'], to: 'bricked' } },
);
const doors = entity({
  name: 'door',
  partition: 'id',
  states: doorStates,
  schema: z.object({ id: z.string(), status: doorStates.schema, knocks: z.number().default(0) }),
});

let owner: Tenant;
beforeAll(async () => {
  owner = (await tenant()).tenant;
});
const built = async () => {
  const door = { id: newId('dor', new Date()), status: 'open' as const };
  await transact([doors.put(owner, door)]);
  return door;
};
const stateOf = async ({ id }: { id: string }) => (await doors.get(owner, { id }))?.status;

describe('a thing with declared states', () => {
  it('goes from one to another by its transitions, other fields along', async () => {
    const door = await built();
    await transact([doors.move(owner, door, 'shut', { set: { knocks: 2 } })]);
    expect(await doors.get(owner, door)).toMatchObject({ status: 'shut', knocks: 2 });
  });

  it('that may not leave its state answers 409, naming it in the caller’s language; nothing is written', async () => {
    const door = { ...(await built()), status: 'bricked' as const };
    expect(() => doors.move(owner, door, 'shut')).toThrow(Problem);
    const { status, detail } = doorStates.refusal(door);
    expect(status).toBe(409);
    expect(detail?.fr).toBe('La porte est à l’état « murée » (bricked).');
    expect(detail?.en).toBe('The door is “bricked up” (bricked).');
    expect(await stateOf(door)).toBe('open');
  });

  it('that has left the state in which it was read is not moved: the job looks again', async () => {
    const door = await built();
    await transact([doors.move(owner, door, 'shut')]);
    await expect(transact([doors.move(owner, door, 'brick')])).rejects.toThrow(ConditionFailed);
    expect(await stateOf(door)).toBe('shut');
  });

  it('moved by many at once moves once', async () => {
    const door = await built();
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => transact([doors.move(owner, door, 'shut')])));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('changes its state by no other way, nor begins in another than a first one: neither compiles', async () => {
    const door = await built();
    const rebuilt = { id: 'd', status: 'bricked' as const };
    // @ts-expect-error: `status` is not to be set
    doors.update(owner, door, { set: { status: 'shut' } });
    // @ts-expect-error: nothing begins bricked up
    doors.put(owner, rebuilt);
    // @ts-expect-error: no such transition
    expect(() => doors.move(owner, door, 'paint')).toThrow();
    // @ts-expect-error: no such state
    expect(() => states(say('', ''), { open: say('', '') }, { shut: { from: ['open'], to: 'shut' } })).toThrow();
  });

  it('has no state to which nothing leads', () => {
    const words = { open: say('ouverte', 'open'), lost: say('perdue', 'lost') };
    expect(() => states(say('La porte', 'The door'), words, { build: { to: 'open' } })).toThrow('to the state lost');
  });
});
