import { beforeEach, expect, test } from 'vitest';
import { documentFacts } from '../../../events/document.ts';
import { after, DAY } from '../../../shared/clock.ts';
import { SETTLED } from '../../../shared/function/fact.ts';
import { commit } from '../../../shared/table/transact.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { tell } from '../fact.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let start: Date;
beforeEach(async () => {
  t = await tenant();
  start = new Date();
});

const happens = (documentId: string, seconds: number) => {
  const now = after(start, seconds);
  return commit([tell(t.tenant, documentFacts, 'accepted', { documentId, contactId: 'ctc_1' }, now)], now);
};
const read = (query: Record<string, string | number>, seconds: number, as = t.apiKey) =>
  t.call(handler, contract, { query, as, clock: () => after(start, seconds) });
const documentsOf = ({ body }: Awaited<ReturnType<typeof read>>) =>
  body.items.map((item: { data: { documentId: string } }) => item.data.documentId);

test('facts come in the order of time, over months, each once for who keeps next', async () => {
  const days = [0, 0, 20, 45, 80];
  for (const [n, day] of days.entries()) await happens(`doc_${n}`, day * DAY + n);
  const first = await read({ limit: 2 }, 81 * DAY);
  expect(first.body.items[0]).toEqual({
    id: expect.stringMatching(/^fct_/),
    type: 'document.accepted',
    version: 1,
    timestamp: start.toISOString(),
    data: { documentId: 'doc_0', contactId: 'ctc_1' },
  });
  const second = await read({ limit: 2, since: first.body.next }, 81 * DAY);
  const third = await read({ limit: 2, since: second.body.next }, 81 * DAY);
  expect([first, second, third].map(documentsOf)).toEqual([['doc_0', 'doc_1'], ['doc_2', 'doc_3'], ['doc_4']]);
  const last = await read({ since: third.body.next }, 81 * DAY);
  expect(last.body).toMatchObject({ items: [], next: third.body.next });

  expect(documentsOf(await read({ since: after(start, 45 * DAY).toISOString() }, 81 * DAY))).toEqual([
    'doc_3',
    'doc_4',
  ]);
  expect(documentsOf(await read({ since: after(start, 200 * DAY).toISOString() }, 81 * DAY))).toEqual([]);
  expect(documentsOf(await read({}, 100 * DAY))).toEqual(['doc_2', 'doc_3', 'doc_4']);
});

test('a fact that comes to light late is not missed by who read meanwhile', async () => {
  await happens('doc_second', 10);
  const early = await read({}, 11);
  expect(early.body).toMatchObject({ items: [], until: after(start, 11 - SETTLED).toISOString() });
  await happens('doc_first', 5);
  const later = await read({ since: early.body.next }, 11 + SETTLED);
  expect(documentsOf(later)).toEqual(['doc_first', 'doc_second']);
});

test('what is not of ours to be asked for, and whose it is not', async () => {
  await happens('doc_1', 0);
  for (const since of ['yesterday', 'fct_1', 'doc_01kb3q9v6m8d4f2y7n1xw5rhtz', 'fct_01kb3q9v6m8d4f2y7n1xw5r#tz']) {
    const { status, body } = await read({ since }, DAY);
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer: '?since', detail: expect.stringContaining('next') });
  }
  expect(documentsOf(await read({}, DAY, (await tenant()).apiKey))).toEqual([]);
  expect((await read({}, DAY, await t.key('documents:read'))).status).toBe(403);
  expect(documentsOf(await read({}, DAY, await t.key('facts:read')))).toEqual(['doc_1']);
});
