import { beforeAll, expect, it } from 'vitest';
import { after, DAY } from '../../../shared/clock.ts';
import { mailsTo } from '../../../test/accounts.ts';
import { actsOf, asked, consentOf, press } from '../../../test/consents.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import wakeDueContract from '../../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../../platform/wake-due/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

/** What is due by then reaches the reminder, twice. */
async function daysPass(days: number) {
  const clock = () => after(new Date(), days * DAY);
  await t.tick(wakeDue, wakeDueContract, { clock });
  for (const data of await t.queued('remind-recipient')) await t.receive(handler, contract, data, { clock, times: 2 });
}

it('who has not answered is reminded once, if the business wants it; the link of either mail answers', async () => {
  const { email } = await asked(t, 'silent', { remindAfter: 7, locale: 'en' });
  await daysPass(6);
  expect(await mailsTo(t, email)).toHaveLength(1);
  for (const days of [8, 16, 29]) await daysPass(days);
  const [reminder, ...before] = await mailsTo(t, email);
  expect(before).toHaveLength(1);
  expect(reminder?.subject).toBe('Reminder: Durand & fils asks whether it may write to you');
  expect(await consentOf(t, email)).toMatchObject({ status: 'pending', remindedAt: expect.any(String) });
  const token = /\/consent\/([\w-]{43})/.exec(reminder?.text ?? '')?.[1] ?? '';
  await press(t, token, ['accept']);
  expect(await actsOf(t, email)).toEqual(['requested', 'reminded', 'accepted']);
});

it('who has answered, or was not to be reminded, is left in peace', async () => {
  const answered = await asked(t, 'answered', { remindAfter: 7 });
  await press(t, answered.token, ['refuse']);
  const never = await asked(t, 'never');
  await daysPass(20);
  for (const { email } of [answered, never]) expect(await mailsTo(t, email)).toHaveLength(1);
});
