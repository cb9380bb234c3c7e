import { beforeAll, beforeEach, expect, it } from 'vitest';
import { after, MINUTE } from '../../shared/clock.ts';
import { transact } from '../../shared/table/transact.ts';
import { crashAfter } from '../../test/crash.ts';
import { addresses, consenting, countedResults, leaves, press, ready, seen, tick } from '../../test/mailings.ts';
import { ownPost, type Post } from '../../test/post.ts';
import fc, { tries } from '../../test/property.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import { beginConsent, consents } from '../consents/consent.ts';
import { consentStates } from '../consents/consent-states.ts';
import recordContract from '../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../mail/record-mail-event/handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
});
beforeEach(async () => {
  t = await tenant();
});

const NAMES = ['anne', 'zoe', 'paul'] as const;

/** Somebody withdraws, without the sealing of it, which asks the time of others. */
async function withdrawn(email: string): Promise<void> {
  const consent = await beginConsent(t.tenant, email, new Date());
  if (consentStates.may('withdraw', consent)) await transact([consents.move(t.tenant, consent, 'withdraw')]);
}

type Event = { kill: number } | 'work' | 'pause' | 'resume' | 'withdraw';

/** The worker is killed after so many of its calls: a step makes some 250. */
const kill = fc.record({ kill: fc.integer({ min: 0, max: 260 }) });

/** What may happen while a mailing leaves: work, of which the worker may be killed, at least once, and people. */
const events = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: kill },
    { weight: 1, arbitrary: fc.constantFrom<Event>('work', 'pause', 'resume', 'withdraw') },
  ),
  { maxLength: 4 },
);
const story = fc.tuple(kill, events).map(([first, rest]): Event[] => [first, ...rest]);

/** SES tells of each mail that it took; a worker that died may hear of it so. */
async function sesTells(emails: readonly string[]): Promise<void> {
  for (const email of emails) {
    if (!(await t.inbox(email)).length) continue;
    for (const event of await post.events(email, 'Delivery')) {
      await t.receive(recordMailEvent, recordContract, event, { raw: true });
    }
  }
}

it('paused, resumed, withdrawn from and killed at any point: nobody twice, nobody left out, sums equal', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (events) => {
      t = await tenant();
      const emails = await Promise.all(NAMES.map((name) => consenting(t, name)));
      const id = await ready(t);
      await press(t, 'send', id);
      let now = new Date();
      for (const event of events) {
        const at = now;
        const deeds = {
          work: () => tick(t, at),
          pause: () => press(t, 'pause', id),
          resume: () => press(t, 'resume', id),
          withdraw: () => withdrawn(t.email('zoe')),
        };
        if (typeof event === 'object') await crashAfter(event.kill, deeds.work);
        else await deeds[event]();
        await sesTells(emails);
        const { results, recap } = await seen(t, id);
        const sum = Object.values(results as Record<string, number>).reduce((all, count) => all + count, 0);
        expect(sum).toBe(recap.accepted);
        now = after(now, 3 * MINUTE);
      }
      if ((await seen(t, id)).status === 'paused') await press(t, 'resume', id);
      await leaves(t, id, now);
      await sesTells(emails);
      const { status, results } = await seen(t, id);
      expect({ status, planned: results.planned, claimed: results.claimed }).toEqual({
        status: 'sent',
        planned: 0,
        claimed: 0,
      });
      // What is told of all is what stands of each.
      const counted = Object.entries(results as Record<string, number>).filter(([, count]) => count);
      expect(await countedResults(t, id)).toEqual(Object.fromEntries(counted));
      for (const { email, result } of await addresses(t, id)) {
        const copies = (await t.inbox(email)).length;
        const allowed: Record<string, number[]> = { sent: [1], withdrawn: [0], uncertain: [0, 1] };
        expect({ result, copies: allowed[result ?? '']?.includes(copies) }).toEqual({ result, copies: true });
      }
    }),
    { numRuns: tries(12, 200) },
  );
}, 3_600_000);
