import { beforeAll, expect, it } from 'vitest';
import { after, DAY, MINUTE } from '../../shared/clock.ts';
import {
  askConsent,
  asked,
  consentOf,
  historyOf,
  oneClick,
  pressShown,
  withdraw,
  wordingShown,
} from '../../test/consents.ts';
import fc from '../../test/property.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

type Event = 'accept' | 'refuse' | 'unsubscribe' | 'withdraw' | 'request' | 'renew';

/** What anybody may do at any moment, in groups that happen at the same instant; minutes or days pass between them. */
const story = fc.array(
  fc.record({
    together: fc.array(fc.constantFrom<Event>('accept', 'refuse', 'unsubscribe', 'withdraw', 'request', 'renew'), {
      minLength: 1,
      maxLength: 3,
    }),
    pause: fc.constantFrom(1, 11 * MINUTE, 40 * DAY),
  }),
  { minLength: 1, maxLength: 5 },
);

/** By whom each act may come, and out of which states: the business leads out of no refusal, and never to a yes. */
const RULES: Record<string, { by: string[]; from: string[]; to: string }> = {
  requested: { by: ['user'], from: ['not-solicited'], to: 'pending' },
  renewed: { by: ['user'], from: ['pending'], to: 'pending' },
  accepted: { by: ['recipient'], from: ['not-solicited', 'pending', 'refused'], to: 'accepted' },
  refused: { by: ['recipient'], from: ['not-solicited', 'pending', 'refused'], to: 'refused' },
  withdrawn: { by: ['recipient', 'user'], from: ['pending', 'accepted'], to: 'refused' },
};

it('whatever happens at once and in whichever order, the history is a walk that its states allow, and a no outweighs', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (groups) => {
      const { email, token } = await asked(t, `story-${Math.random()}`);
      const wording = await wordingShown(t, token);
      let now = new Date();
      for (const { together, pause } of groups) {
        const at = now;
        const clock = () => at;
        const deeds: Record<Event, () => Promise<{ status: number }>> = {
          accept: () => pressShown(t, token, wording, ['accept'], { clock }),
          refuse: () => pressShown(t, token, wording, ['refuse'], { clock }),
          unsubscribe: () => oneClick(t, token, {}, { clock }),
          withdraw: () => withdraw(t, email, undefined, { clock }),
          request: () => askConsent(t, email, undefined, { clock }),
          renew: () => askConsent(t, email, undefined, { clock }),
        };
        const answers = await Promise.all(together.map((event) => deeds[event]()));
        expect(answers.every(({ status }) => [200, 202, 303, 409].includes(status))).toBe(true);
        const { status } = await consentOf(t, email);
        if (together.some((event) => event === 'refuse' || event === 'unsubscribe')) expect(status).toBe('refused');
        now = after(now, pause);
      }
      let status = 'not-solicited';
      for (const { act, actor } of await historyOf(t, email)) {
        const rule = RULES[act];
        expect(rule?.by).toContain(actor.kind);
        expect(rule?.from).toContain(status);
        status = rule?.to ?? '';
      }
      expect(await consentOf(t, email)).toMatchObject({ status });
      await t.queued('deliver-mail');
    }),
    { numRuns: 25 },
  );
}, 600_000);
