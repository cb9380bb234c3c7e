import { beforeAll, describe, expect, it } from 'vitest';
import { after, DAY, MINUTE } from '../../../shared/clock.ts';
import { sha256Hex } from '../../../shared/sha256.ts';
import {
  actsOf,
  asked,
  consentOf,
  historyOf,
  press,
  pressShown,
  questionPage,
  withdraw,
  wordingShown,
} from '../../../test/consents.ts';
import { happenedIn } from '../../../test/facts.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import showAnswerContract from '../show-answer/contract.ts';
import { handler as showAnswer } from '../show-answer/handler.ts';

let t: TestTenant;
beforeAll(async () => {
  t = await tenant();
});

const answerPage = (token: string) => t.submit(showAnswer, showAnswerContract, { params: { token } });

it('the recipient accepts: the words shown are kept, a page confirms it, who listens hears', async () => {
  const { email, token } = await asked(t, 'accepts');
  const { body } = await questionPage(t, token);
  expect(body).toContain('>J’accepte<');
  expect(body).toContain('>Je refuse<');
  expect(body).toContain(`J’accepte que Durand &amp; fils m’écrive à l’adresse ${email}`);

  expect(await press(t, token, ['accept'])).toMatchObject({ status: 303, location: `/consent/${token}/answer` });
  expect((await answerPage(token)).body).toContain('vous acceptez');
  const { id, ...consent } = await consentOf(t, email);
  expect(consent).toMatchObject({ status: 'accepted', actions: ['withdraw'], decidedBy: 'recipient' });
  const { act, actor, details } = (await historyOf(t, email)).at(-1)!;
  const { wording, wordingSha256, ...more } = details;
  expect({ act, actor }).toEqual({ act: 'accepted', actor: { kind: 'recipient', id } });
  expect(sha256Hex(new TextEncoder().encode(String(wording)))).toBe(wordingSha256);
  expect(more).toMatchObject({
    ...{ channel: 'consent-page', locale: 'fr', wordingVersion: '2026-11', business: 'Durand & fils', email },
    ...{ address: expect.stringMatching(/^10\./), userAgent: 'guichet-tests' },
  });
  expect(await happenedIn(t)).toContainEqual(
    expect.objectContaining({
      name: 'consent.accepted',
      data: { consentId: id, contactId: consent.contactId, channel: 'consent-page' },
    }),
  );
});

it('opening pages, at any age, decides nothing and uses nothing up', async () => {
  const { email, token } = await asked(t, 'scanned');
  for (const days of [0, 1, 400]) {
    const clock = () => after(new Date(), days * DAY);
    expect((await questionPage(t, token, { clock })).status).toBe(200);
    expect(await answerPage(token)).toMatchObject({ status: 303, location: `/consent/${token}` });
  }
  expect(await consentOf(t, email)).toMatchObject({ status: 'pending' });
  await press(t, token, ['accept'], { clock: () => after(new Date(), 400 * DAY) });
  expect(await consentOf(t, email)).toMatchObject({ status: 'accepted' });
});

describe('when both buttons are pressed, the refusal wins:', () => {
  it('in one form', async () => {
    const { email, token } = await asked(t, 'both');
    await press(t, token, ['accept', 'refuse']);
    expect(await consentOf(t, email)).toMatchObject({ status: 'refused' });
  });

  it('yes after no', async () => {
    const { email, token } = await asked(t, 'no-yes');
    const wording = await wordingShown(t, token);
    await pressShown(t, token, wording, ['refuse']);
    await pressShown(t, token, wording, ['accept']);
    expect(await consentOf(t, email)).toMatchObject({ status: 'refused' });
    expect(await actsOf(t, email)).toEqual(['requested', 'refused']);
    expect((await questionPage(t, token)).body).toContain('Vous venez de refuser');
  });

  it('no after yes', async () => {
    const { email, token } = await asked(t, 'yes-no');
    await press(t, token, ['accept']);
    await press(t, token, ['refuse']);
    expect(await consentOf(t, email)).toMatchObject({ status: 'refused' });
    expect(await actsOf(t, email)).toEqual(['requested', 'accepted', 'withdrawn']);
  });

  it('at the same instant, however often', async () => {
    const { email, token } = await asked(t, 'instant');
    const wording = await wordingShown(t, token);
    await Promise.all(
      (['accept', 'refuse', 'accept', 'refuse', 'accept'] as const).map((b) => pressShown(t, token, wording, [b])),
    );
    expect(await consentOf(t, email)).toMatchObject({ status: 'refused', decidedBy: 'recipient' });
  });

  it('of whom refused long ago, and of whom the business gave up', async () => {
    for (const before of ['refused', 'withdrawn'] as const) {
      const { email, token } = await asked(t, `again-${before}`);
      if (before === 'refused') await press(t, token, ['refuse']);
      else await withdraw(t, email);
      const wording = await wordingShown(t, token);
      const at = { clock: () => after(new Date(), 3 * DAY) };
      await pressShown(t, token, wording, ['refuse'], at);
      await pressShown(t, token, wording, ['accept'], at);
      expect(await consentOf(t, email)).toMatchObject({ status: 'refused', decidedBy: 'recipient' });
    }
  });
});

it('the recipient comes back on a refusal by the same link, a little later', async () => {
  const { email, token } = await asked(t, 'comes-back');
  await press(t, token, ['refuse']);
  await press(t, token, ['accept'], { clock: () => after(new Date(), 11 * MINUTE) });
  expect(await consentOf(t, email)).toMatchObject({ status: 'accepted' });
});

it('a double click and a replay are one act, and lead to the same page', async () => {
  for (const button of ['accept', 'refuse'] as const) {
    const { email, token } = await asked(t, `double-${button}`);
    const wording = await wordingShown(t, token);
    const answers = await Promise.all([1, 2, 3].map(() => pressShown(t, token, wording, [button])));
    for (const answer of [...answers, await pressShown(t, token, wording, [button])])
      expect(answer).toMatchObject({ status: 303, location: `/consent/${token}/answer` });
    expect(await actsOf(t, email)).toEqual(['requested', button === 'accept' ? 'accepted' : 'refused']);
  }
});

it('nobody agrees to words that they were not shown: they are shown them', async () => {
  const { email, token } = await asked(t, 'other-words');
  for (const wording of ['', '0'.repeat(64)])
    expect(await pressShown(t, token, wording, ['accept'])).toMatchObject({
      status: 303,
      location: `/consent/${token}`,
    });
  expect(await pressShown(t, token, await wordingShown(t, token), [])).toMatchObject({ location: `/consent/${token}` });
  expect(await consentOf(t, email)).toMatchObject({ status: 'pending' });
});

it('a link never given opens nothing, and a form of another site presses nothing', async () => {
  const stranger = 'A'.repeat(43);
  expect((await questionPage(t, stranger)).status).toBe(404);
  expect((await pressShown(t, stranger, '', ['accept'])).status).toBe(404);
  const { email, token } = await asked(t, 'other-site');
  const { default: contract } = await import('./contract.ts');
  const { handler } = await import('./handler.ts');
  const form = { wording: await wordingShown(t, token), accept: 'yes' };
  const headers = { origin: 'https://ailleurs.example', 'sec-fetch-site': 'cross-site' };
  expect((await t.submit(handler, contract, { params: { token }, form, headers })).status).toBe(403);
  expect(await consentOf(t, email)).toMatchObject({ status: 'pending' });
});
