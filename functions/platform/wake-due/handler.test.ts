import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { after } from '../../../shared/clock.ts';
import { config } from '../../../shared/config.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { database } from '../../../shared/table/client.ts';
import { type Due, dueAt, dueNow } from '../../../shared/table/due.ts';
import { type DueRow, dueBy, postpone } from '../../../shared/table/due-rows.ts';
import { entity } from '../../../shared/table/entity.ts';
import { commit } from '../../../shared/table/transact.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { deliverMail } from '../../mail/commands/deliver-mail.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const errands = entity({
  name: 'errand',
  partition: 'id',
  dues: { run: 'always' },
  schema: z.object({ id: z.string() }),
});
const start = new Date('2027-03-01T10:00:00Z');
const later = (seconds: number) => after(start, seconds);

let t: TestTenant;
beforeEach(async () => {
  t = await tenant();
});

const errand = async (id: string, due: (message: ReturnType<typeof outgoing>) => Due) => {
  const message = outgoing(deliverMail, { tenant: t.tenant, mailId: id });
  await commit([errands.put(t.tenant, { id }, { due: { run: due(message) } })], start);
};
const done = (id: string) => commit([errands.update(t.tenant, { id }, { due: { run: null } })], start);
const wakeAt = (seconds: number) => t.tick(handler, contract, { clock: () => later(seconds) });
/** What came to the consumer since last asked. */
const woken = async () => {
  const messages = await t.queued('deliver-mail');
  return messages
    .filter(({ tenant }) => tenant === t.tenant)
    .map(({ mailId }) => mailId)
    .sort();
};

describe('a row that is due', () => {
  it('is sent to its consumer when its time has come, not before', async () => {
    await errand('later', (message) => dueAt(message, later(3600)));
    await wakeAt(3599);
    expect(await woken()).toEqual([]);
    await wakeAt(3601);
    expect(await woken()).toEqual(['later']);
  });

  it('is left to the message that went with the commit, then sent again when nothing was done', async () => {
    await errand('now', (message) => dueNow(message, start));
    expect(await woken()).toEqual(['now']);
    await wakeAt(20);
    expect(await woken()).toEqual([]);
    await wakeAt(40);
    expect(await woken()).toEqual(['now']);
  });

  it('is not sent twice within its wait, which doubles each time, up to an hour', async () => {
    await errand('stuck', (message) => dueAt(message, start));
    let at = 1;
    for (const wait of [60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      await wakeAt(at);
      await wakeAt(at);
      expect(await woken()).toEqual(['stuck']);
      await wakeAt(at + wait - 1);
      expect(await woken()).toEqual([]);
      at += wait + 1;
    }
  });

  it('is never sent once its work is done', async () => {
    await errand('done', (message) => dueAt(message, start));
    await done('done');
    await wakeAt(86_400);
    expect(await woken()).toEqual([]);
  });

  it.each([
    ['replaced for the same moment', 'other', 0],
    ['put off', 'seen', 3600],
    ['done', undefined, 0],
  ])('is not sent as it was when it is %s between the look and the send', async (_, mailId, wait) => {
    await errand('seen', (message) => dueAt(message, start));
    const seen: DueRow[] = [];
    for await (const rows of dueBy(later(1))) seen.push(...rows);
    const run = mailId ? dueAt(outgoing(deliverMail, { tenant: t.tenant, mailId }), later(wait)) : null;
    await commit([errands.update(t.tenant, { id: 'seen' }, { due: { run } })], start);
    const postponed = await Promise.all(
      seen.filter(({ pk }) => pk.startsWith(t.tenant)).map((row) => postpone(row, later(1))),
    );
    expect(postponed).toEqual([undefined]);
  });

  it('is sent once however many runs look at the same time', async () => {
    await errand('contested', (message) => dueAt(message, start));
    await Promise.all([wakeAt(1), wakeAt(1), wakeAt(1)]);
    expect(await woken()).toEqual(['contested']);
  });
});

it('wakes more rows than a page of the index holds', async () => {
  const ids = Array.from({ length: 230 }, (_, i) => `many-${String(i).padStart(3, '0')}`);
  const message = (mailId: string) => outgoing(deliverMail, { tenant: t.tenant, mailId });
  // One partition, hence one shard of the index.
  const rows = entity({
    name: 'row',
    partition: 'of',
    sort: ['id'],
    dues: { run: 'always' },
    schema: z.object({ of: z.string(), id: z.string() }),
  });
  for (let i = 0; i < ids.length; i += 100) {
    const writes = ids
      .slice(i, i + 100)
      .map((id) => rows.put(t.tenant, { of: 'many', id }, { due: { run: dueAt(message(id), start) } }));
    await commit(writes, start);
  }
  await wakeAt(1);
  expect(await woken()).toEqual(ids);
});

describe('rows that cannot be woken', () => {
  it.each([
    ['a queue that is no more', { queue: 'gone', data: {}, attempts: 0 }],
    ['nothing to send', 'damaged'],
  ])('%s: the others are, and the failure is told', async (_, due) => {
    const ids = Array.from({ length: 10 }, (_, i) => `errand-${i}`);
    for (const id of ids) await errand(id, (message) => dueAt(message, start));
    await errand('bad', (message) => dueAt(message, start));
    await database().send(
      new UpdateCommand({
        TableName: config.table(),
        Key: errands.keyOf(t.tenant, { id: 'bad' }),
        UpdateExpression: 'SET due1 = :due',
        ExpressionAttributeValues: { ':due': due },
      }),
    );
    await expect(wakeAt(1)).rejects.toThrow();
    expect(await woken()).toEqual(ids);
    await done('bad');
  });
});
