import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deliverMail } from '../../functions/mail/commands/deliver-mail.ts';
import { withAccess } from '../../test/contract-environment.ts';
import { queued } from '../../test/queues.ts';
import { setVariables } from '../../test/variables.ts';
import { ACCESS_ENV } from '../function/access.ts';
import { PLATFORM } from '../identity/tenant.ts';
import { newId } from '../ids.ts';
import { outgoing } from '../queue/send.ts';
import { dueAt, dueNow, dueSoon } from './due.ts';
import { dueBy } from './due-rows.ts';
import { entity } from './entity.ts';
import { ConditionFailed, commit, transact } from './transact.ts';

const now = new Date('2027-03-01T10:00:00Z');
const jars = entity({
  name: 'jar',
  partition: 'id',
  dues: { count: 'always' },
  schema: z.object({ id: z.string(), count: z.number(), is: z.string().optional() }),
});
const jar = async (count = 0) => {
  const id = newId('jar', now);
  await transact([jars.put(PLATFORM, { id, count })]);
  return id;
};
const countOf = async (id: string) => (await jars.get(PLATFORM, { id }))?.count;
const adding = (id: string, when = {}) => jars.update(PLATFORM, { id }, { when, add: { count: 1 } });

describe('writes', () => {
  it('are all done, or none', async () => {
    const [one, two] = [await jar(), await jar()];
    await transact([adding(one), adding(two)]);
    await expect(transact([adding(one), adding(two, { equals: { count: 7 } })])).rejects.toThrow(ConditionFailed);
    expect([await countOf(one), await countOf(two)]).toEqual([1, 1]);
  });

  it('tell which of them could not be done', async () => {
    const id = await jar();
    const impossible = adding(await jar(), { below: { count: 0 } });
    await expect(transact([adding(id), impossible])).rejects.toMatchObject({ failed: [1] });
    await expect(transact([impossible])).rejects.toMatchObject({ failed: [0] });
  });

  it('answer with the first that has an answer of its own', async () => {
    const no = (text: string | undefined) => async () => {
      const id = await jar();
      const answer = text === undefined ? {} : { otherwise: () => new Error(text) };
      return jars.update(PLATFORM, { id }, { when: { equals: { count: 7 } }, set: { is: 'x' }, ...answer });
    };
    const writes = await Promise.all([no(undefined)(), no('second')(), no('third')()]);
    await expect(transact(writes)).rejects.toThrow('second');
  });

  it('of none are done at once', () => expect(transact([])).resolves.toBeUndefined());

  it('by many at once on the same two items all count', async () => {
    const [one, two] = [await jar(), await jar()];
    await Promise.all(Array.from({ length: 12 }, () => transact([adding(one), adding(two)])));
    expect([await countOf(one), await countOf(two)]).toEqual([12, 12]);
  });
});

describe('what is due', () => {
  const message = (mailId: string) => outgoing(deliverMail, { tenant: PLATFORM, mailId });
  const due = async (at: Date) => {
    const found: string[] = [];
    for await (const rows of dueBy(at)) {
      for (const row of rows) found.push((row.due as { data: { mailId: string } }).data.mailId);
    }
    return found.sort();
  };

  it('at once is sent with the commit; what comes later is not; the index knows of both', async () => {
    const [soon, later] = [newId('jar', now), newId('jar', now)];
    await commit(
      [
        jars.put(PLATFORM, { id: soon, count: 0 }, { due: { count: dueNow(message(soon), now) } }),
        jars.put(
          PLATFORM,
          { id: later, count: 0 },
          { due: { count: dueAt(message(later), new Date('2027-03-02T00:00:00Z')) } },
        ),
      ],
      now,
    );
    expect(await queued('deliver-mail')).toEqual([{ tenant: PLATFORM, mailId: soon }]);
    expect(await due(new Date('2027-03-01T12:00:00Z'))).toEqual([soon]);
    expect(await due(new Date('2027-03-03T00:00:00Z'))).toEqual([soon, later].sort());
    await commit(
      [soon, later].map((id) => jars.update(PLATFORM, { id }, { due: { count: null } })),
      now,
    );
    expect(await due(new Date('2030-01-01T00:00:00Z'))).toEqual([]);
  });

  it('is not sent when the writes are not done', async () => {
    const id = await jar();
    const write = jars.update(
      PLATFORM,
      { id },
      { when: { equals: { count: 7 } }, due: { count: dueNow(message(id), now) } },
    );
    await expect(commit([write], now)).rejects.toThrow(ConditionFailed);
    expect(await queued('deliver-mail')).toEqual([]);
    expect(await due(new Date('2030-01-01T00:00:00Z'))).toEqual([]);
  });

  it('is still done, and found later, when the queue cannot be reached', async () => {
    const id = newId('jar', now);
    const prefix = process.env[ACCESS_ENV.queueUrlPrefix];
    setVariables({ [ACCESS_ENV.queueUrlPrefix]: `${prefix}lost-` });
    await commit([jars.put(PLATFORM, { id, count: 0 }, { due: { count: dueNow(message(id), now) } })], now);
    setVariables({ [ACCESS_ENV.queueUrlPrefix]: prefix });
    expect(await countOf(id)).toBe(0);
    expect(await due(new Date('2027-03-01T10:01:00Z'))).toEqual([id]);
    await commit([jars.update(PLATFORM, { id }, { due: { count: null } })], now);
  });

  it('in more than a quarter of an hour is left to the index: queues hold nothing back for longer', () => {
    expect(dueSoon(message('m'), 900, now)).toMatchObject({ delay: 900 });
    expect(dueSoon(message('m'), 901, now)).not.toHaveProperty('delay');
  });

  it('to a queue that the use case did not declare is a mistake that shows before anything is written', async () => {
    const id = newId('jar', now);
    const write = jars.put(PLATFORM, { id, count: 0 }, { due: { count: dueNow(message(id), now) } });
    const undeclared = withAccess(['table:write', 'send:seal-document'], () => commit([write], now));
    await expect(undeclared).rejects.toThrow('sending to deliver-mail is not declared');
    expect(await countOf(id)).toBeUndefined();
  });
});
