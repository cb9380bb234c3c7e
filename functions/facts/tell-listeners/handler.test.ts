import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { ACCESS_ENV } from '../../../shared/function/access.ts';
import { facts, type ToldFact } from '../../../shared/function/fact.ts';
import { commit } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import { crashes } from '../../../test/crash.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import { tell } from '../fact.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const parcel = facts({
  subject: 'parcel',
  version: 3,
  kinds: { sent: say('Parti.', 'Sent.'), lost: say('Perdu.', 'Lost.') },
  data: z.object({ parcelId: z.string() }),
  sample: { parcelId: 'par_1' },
});
/** Two queues of the project's, made listeners: one hears of what is lost, the other of everything. */
const [SOME, ALL] = ['seal-document', 'assemble-evidence'] as const;
const now = new Date('2026-11-28T10:00:00Z');

let t: TestTenant;
beforeAll(async () => {
  setVariables({ [ACCESS_ENV.listeners]: `${SOME}=parcel.lost,parcel.found ${ALL}=*` });
  t = await tenant();
});

/** Tells a fact, and gives the message of it to whoever tells listeners. */
async function happens(kind: 'sent' | 'lost', parcelId: string) {
  await commit([tell(t.tenant, parcel, kind, { parcelId }, now)], now);
  const [message] = (await t.queued('tell-listeners')).filter(({ tenant: of }) => of === t.tenant);
  return message;
}
const hear = (message: unknown) => t.receive(handler, contract, message);
const heard = async (queue: string): Promise<ToldFact[]> =>
  (await t.queued(queue)).filter(({ tenant: of }) => of === t.tenant);

test('a fact comes to every queue that hears of it, and to no other', async () => {
  await hear(await happens('sent', 'par_1'));
  const message = await happens('lost', 'par_2');
  await hear(message);
  const lost = {
    tenant: t.tenant,
    id: message.factId,
    name: 'parcel.lost',
    version: 3,
    at: now.toISOString(),
    data: { parcelId: 'par_2' },
  };
  expect(await heard(SOME)).toEqual([lost]);
  expect((await heard(ALL)).map(({ name }) => name)).toEqual(['parcel.sent', 'parcel.lost']);
});

test('what a fact does not declare is not told', () => {
  expect(() => tell(t.tenant, parcel, 'sent', {} as never, now)).toThrow(/parcelId/);
});

test('killed between any two steps, everybody is told in the end, the same fact under the same id', async () => {
  for await (const die of crashes()) {
    const message = await happens('lost', 'par_3');
    await die(() => hear(message));
    await hear(message);
    for (const queue of [SOME, ALL]) {
      const told = await heard(queue);
      expect(told.length).toBeGreaterThan(0);
      expect(new Set(told.map(({ id }) => id))).toEqual(new Set([message.factId]));
    }
  }
});
