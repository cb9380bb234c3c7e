import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { after } from '../../../shared/clock.ts';
import { newId } from '../../../shared/ids.ts';
import { outgoing } from '../../../shared/queue/send.ts';
import { dueAt, dueNow } from '../../../shared/table/due.ts';
import { dueBy, postpone } from '../../../shared/table/due-rows.ts';
import { entity } from '../../../shared/table/entity.ts';
import { states } from '../../../shared/table/states.ts';
import { commit, transact } from '../../../shared/table/transact.ts';
import { say } from '../../../shared/text.ts';
import fc from '../../../test/property.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { deliverMail } from '../../mail/commands/deliver-mail.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

const lampStates = states(
  say('La lampe', 'The lamp'),
  { lit: say('allumée', 'lit'), out: say('éteinte', 'out') },
  { light: { to: 'lit' }, snuff: { from: ['lit'], to: 'out' } },
);
const lamps = entity({
  name: 'lamp',
  partition: 'id',
  states: lampStates,
  dues: { remind: ['lit'], expire: ['lit'], retry: 'always' },
  schema: z.object({ id: z.string(), status: lampStates.schema }),
});
const NAMES = ['remind', 'expire', 'retry'] as const;
type Name = (typeof NAMES)[number];
const start = new Date('2027-03-01T10:00:00Z');

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const name = fc.constantFrom(...NAMES);
/** Seconds from the moment of the deed. */
const wait = fc.integer({ min: 0, max: 300 });
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('set' as const), name, wait, leaves: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('clear' as const), name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('time' as const), wait }) },
);
const step = fc.record({
  deed,
  /** What happens at the same moment: a round of `wake-due`, or one that dies before it sends. */
  meanwhile: fc.constantFrom('nothing' as const, 'wake' as const, 'dead wake' as const),
  /** The writer dies between its commit and its messages. */
  dies: fc.boolean(),
});

it('of several dues of one row, whatever happens in whatever order, nothing due is lost and nothing cleared fires', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (plan) => {
      const lamp = { id: newId('lmp', start), status: 'lit' as const };
      await transact([lamps.put(t.tenant, lamp)]);
      let now = start;
      let made = 0;
      let lit = true;
      const standing = new Map<Name, { message: string; at: Date }>();

      const wake = () => t.tick(handler, contract, { clock: () => now });
      const deadWake = async () => {
        for await (const rows of dueBy(now)) await Promise.all(rows.map((row) => postpone(row, now)));
      };
      const received = async () => {
        const messages = await t.queued('deliver-mail');
        return messages.filter(({ tenant }) => tenant === t.tenant).map(({ mailId }) => String(mailId));
      };

      for (const { deed, meanwhile, dies } of plan) {
        // What may come during this step: what stands before it, and what it sets.
        const may = new Map([...standing.values()].map(({ message, at }) => [message, at]));
        const write = dies ? transact : (writes: Parameters<typeof transact>[0]) => commit(writes, now);
        let doing: Promise<unknown> = Promise.resolve();
        if (deed.do === 'time') now = after(now, deed.wait);
        if (deed.do === 'clear') {
          standing.delete(deed.name);
          doing = write([lamps.update(t.tenant, lamp, { due: { [deed.name]: null } })]);
        }
        if (deed.do === 'set' && (lit || deed.name === 'retry')) {
          const message = `${deed.name}-${lamp.id}-${++made}`;
          const about = outgoing(deliverMail, { tenant: t.tenant, mailId: message });
          const due = deed.leaves ? dueNow(about, now) : dueAt(about, after(now, deed.wait));
          standing.set(deed.name, { message, at: due.at });
          may.set(message, due.at);
          doing = write([lamps.update(t.tenant, lamp, { due: { [deed.name]: due } })]);
        }
        if (deed.do === 'end' && lit) {
          lit = false;
          standing.delete('remind');
          standing.delete('expire');
          doing = write([lamps.move(t.tenant, lamp, 'snuff')]);
        }
        const round = { nothing: async () => undefined, wake, 'dead wake': deadWake }[meanwhile]();
        await Promise.all([doing, round]);
        for (const message of await received()) {
          expect([...may.keys()]).toContain(message);
          expect(may.get(message)?.getTime()).toBeLessThanOrEqual(now.getTime());
        }
      }

      // The longest that anything is put off, and more.
      now = after(now, 3 * 3600);
      await wake();
      expect((await received()).toSorted()).toEqual([...standing.values()].map(({ message }) => message).toSorted());
      await transact([lamps.delete(t.tenant, lamp)]);
    }),
    { numRuns: 25 },
  );
});
