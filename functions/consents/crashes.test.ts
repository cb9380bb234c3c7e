import { beforeAll, describe, expect, it } from 'vitest';
import { after, DAY, MINUTE } from '../../shared/clock.ts';
import { getPinned } from '../../shared/objects/objects.ts';
import {
  actsOf,
  askConsent,
  asked,
  consentOf,
  oneClick,
  press,
  pressShown,
  recorded,
  withdraw,
  wordingShown,
} from '../../test/consents.ts';
import { crashes } from '../../test/crash.ts';
import { happenedIn } from '../../test/facts.ts';
import { timePasses } from '../../test/signing.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import wakeDueContract from '../platform/wake-due/contract.ts';
import { handler as wakeDue } from '../platform/wake-due/handler.ts';
import { getConsent } from './consent.ts';
import { verifyConsent } from './proof/verifier.ts';
import remindContract from './remind-recipient/contract.ts';
import { handler as remindRecipient } from './remind-recipient/handler.ts';
import sealContract from './seal-consent/contract.ts';
import { handler as sealConsent } from './seal-consent/handler.ts';

/** A worker is killed between any two of its calls; then people press again, and what wakes the due runs. */
let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const told = async (email: string) => {
  const { id } = await consentOf(t, email);
  return (await happenedIn(t)).filter(({ data }) => data.consentId === id).map(({ name }) => name);
};

describe('however it dies,', { timeout: 600_000 }, () => {
  it('request-consent asks once', async () => {
    for await (const die of crashes()) {
      const email = t.email(`ask-${Math.random()}`);
      await recorded(t, email);
      await die(() => askConsent(t, email));
      expect([202, 409]).toContain((await askConsent(t, email)).status);
      await timePasses(t);
      expect(await t.inbox(email)).toHaveLength(1);
      expect(await actsOf(t, email)).toEqual(['requested']);
      expect(await told(email)).toEqual(['consent.requested']);
    }
  });

  it.each(['accept', 'refuse'] as const)('answer-consent-request takes one answer: %s', async (button) => {
    for await (const die of crashes()) {
      const { email, token } = await asked(t, `answer-${Math.random()}`);
      const wording = await wordingShown(t, token);
      await die(() => pressShown(t, token, wording, [button]));
      expect(await pressShown(t, token, wording, [button])).toMatchObject({ status: 303 });
      const answer = button === 'accept' ? 'accepted' : 'refused';
      expect(await actsOf(t, email)).toEqual(['requested', answer]);
      expect(await told(email)).toEqual(['consent.requested', `consent.${answer}`]);
      await t.queued('tell-listeners');
    }
  });

  it('unsubscribe and withdraw-consent withdraw once, and nothing comes back', async () => {
    for (const end of [
      (email: string, _: string) => withdraw(t, email),
      (_: string, token: string) => oneClick(t, token),
    ]) {
      for await (const die of crashes()) {
        const { email, token } = await asked(t, `end-${Math.random()}`);
        await press(t, token, ['accept']);
        await die(() => end(email, token));
        await end(email, token);
        expect(await consentOf(t, email)).toMatchObject({ status: 'refused' });
        expect(await actsOf(t, email)).toEqual(['requested', 'accepted', 'withdrawn']);
        expect(await told(email)).toEqual(['consent.requested', 'consent.accepted', 'consent.withdrawn']);
        await t.queued('tell-listeners');
      }
    }
  });

  it('seal-consent leaves one receipt, one proof that holds, and one mail', async () => {
    for await (const die of crashes()) {
      const { email, token } = await asked(t, `seal-${Math.random()}`);
      await press(t, token, ['accept']);
      const [data] = await t.queued('seal-consent');
      await die(() => t.receive(sealConsent, sealContract, data));
      await timePasses(t);
      expect(await actsOf(t, email)).toEqual(['requested', 'accepted', 'sealed']);
      expect(await t.inbox(email)).toHaveLength(2);
      const { evidence } = (await getConsent(t.tenant, email))!;
      expect((await verifyConsent(await getPinned(evidence!))).verdict).toBe('unknown-maker');
    }
  });

  it('remind-recipient reminds once', async () => {
    for await (const die of crashes()) {
      const { email } = await asked(t, `remind-${Math.random()}`, { remindAfter: 3 });
      const later = after(new Date(), 3 * DAY + MINUTE);
      await t.tick(wakeDue, wakeDueContract, { clock: () => later });
      const [data] = await t.queued('remind-recipient');
      const run = () => t.receive(remindRecipient, remindContract, data, { clock: () => later });
      await die(run);
      await timePasses(t, later);
      expect(await actsOf(t, email)).toEqual(['requested', 'reminded']);
      expect(await t.inbox(email)).toHaveLength(2);
    }
  });
});
