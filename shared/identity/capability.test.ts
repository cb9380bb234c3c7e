import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { DAY, after as later } from '../clock.ts';
import { config } from '../config.ts';
import { newId } from '../ids.ts';
import type { Problem } from '../problem/problem.ts';
import { database } from '../table/client.ts';
import { transact } from '../table/transact.ts';
import { grantCapability, useCapability } from './capability.ts';
import type { Tenant } from './tenant.ts';

const now = new Date();
const tenant = newId('acc', now) as Tenant;
async function granted(purpose = 'read') {
  const { token, write } = grantCapability({ tenant, purpose, subject: { id: 'x' }, until: later(now, DAY) });
  await transact([write]);
  return token;
}
const status = (use: Promise<unknown>) =>
  use.then(
    () => 200,
    (problem: Problem) => problem.status,
  );

describe('a link', () => {
  it('opens what it was given for, as often as wanted', async () => {
    const token = await granted();
    const opened = { tenant, subject: { id: 'x' } };
    expect(await useCapability(token, 'read', now)).toMatchObject(opened);
    expect(await useCapability(token, 'read', later(now, DAY))).toMatchObject(opened);
  });

  it('opens nothing else, and tells a stranger nothing of what it opens', async () => {
    const token = await granted();
    expect(await status(useCapability(token, 'sign', now))).toBe(404);
    expect(await status(useCapability(token, 'sign', later(now, 2 * DAY)))).toBe(404);
    expect(await status(useCapability('a'.repeat(43), 'read', now))).toBe(404);
    expect(await status(useCapability(`${token} `, 'read', now))).toBe(404);
  });

  it('says so once its time is over', async () => {
    expect(await status(useCapability(await granted(), 'read', later(now, DAY + 1)))).toBe(410);
  });

  it('is not in the table', async () => {
    const token = await granted();
    const { Items } = await database().send(new ScanCommand({ TableName: config.table() }));
    expect(JSON.stringify(Items)).not.toContain(token);
  });
});
