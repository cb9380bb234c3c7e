import { beforeAll, describe, expect, it, test } from 'vitest';
import { after, DAY } from '../../../shared/clock.ts';
import { mailsTo } from '../../../test/accounts.ts';
import {
  actsOf,
  askConsent,
  asked,
  consentOf,
  consentToken,
  historyOf,
  press,
  recorded,
  withdraw,
} from '../../../test/consents.ts';
import { work } from '../../../test/consumers.ts';
import { happenedIn } from '../../../test/facts.ts';
import { ownPost, type Post } from '../../../test/post.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import addSuppressionContract from '../../mail/add-suppression/contract.ts';
import { handler as addSuppression } from '../../mail/add-suppression/handler.ts';
import liftContract from '../../mail/lift-suppression/contract.ts';
import { handler as lift } from '../../mail/lift-suppression/handler.ts';
import recordContract from '../../mail/record-mail-event/contract.ts';
import { handler as recordMailEvent } from '../../mail/record-mail-event/handler.ts';
import releaseContract from '../../mail/release-mails/contract.ts';
import { handler as release } from '../../mail/release-mails/handler.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let t: TestTenant;
let post: Post;
beforeAll(async () => {
  post = await ownPost();
  t = await tenant();
});

const later = (days: number) => ({ clock: () => after(new Date(), days * DAY) });

test.each(['customer', 'supplier', 'directory'] as const)(
  'the owner of an address in the record of a %s is asked by a mail that says who, what, how often and how to refuse',
  async (kind) => {
    const email = `Anne.${t.email(kind)}`;
    const contactId = await recorded(t, email, kind);
    const unasked = { email, status: 'not-solicited', external: false, actions: ['request'] };
    expect(await consentOf(t, email.toUpperCase())).toEqual(unasked);

    const { status, body } = await askConsent(t, email.toLowerCase(), { perMonth: 2 });
    expect(status).toBe(202);
    const ground = kind === 'customer' ? 'customer' : 'professional';
    expect(body).toMatchObject({ email, status: 'pending', external: false, actions: ['withdraw'], ground, contactId });
    expect(await consentOf(t, email)).toEqual(body);
    expect(await consentOf(t, body.id)).toEqual(body);

    const [mail, ...others] = await mailsTo(t, email);
    expect(others).toEqual([]);
    expect(mail?.to).toEqual([email]);
    expect(mail?.subject).toBe('Durand & fils vous demande votre accord pour vous écrire');
    expect(mail?.text).toContain(`J’accepte que Durand & fils m’écrive à l’adresse ${email}`);
    expect(mail?.text).toContain('au plus 2 fois par mois');
    expect(mail?.text).toContain('Je refuse');
    expect(mail?.html).not.toMatch(/<img|url\(/);
    expect(await happenedIn(t)).toContainEqual(
      expect.objectContaining({ name: 'consent.requested', data: { consentId: body.id, contactId } }),
    );
    expect(await historyOf(t, email)).toMatchObject([
      {
        act: 'requested',
        actor: { kind: 'user', id: t.userId },
        details: {
          ground,
          groundFrom: 'record',
          perMonth: 2,
          email,
          userAgent: 'guichet-tests',
          wordingVersion: '2026-11',
        },
      },
    ]);
  },
);

describe('nobody is asked', () => {
  it('whose address is in no record: it is external', async () => {
    const email = t.email('stranger');
    expect(await askConsent(t, email)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('aucune de vos fiches') },
    });
    expect(await consentOf(t, email)).toEqual({ email, status: 'not-solicited', external: true, actions: [] });
    expect(await mailsTo(t, email)).toEqual([]);
  });

  it('without a ground', async () => {
    const email = t.email('groundless');
    await recorded(t, email);
    const { status, body } = await askConsent(t, email, { ground: 'other' });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ pointer: '/ground', detail: expect.stringContaining('démarcher') }]);
    expect(await consentOf(t, email)).toMatchObject({ status: 'not-solicited' });
  });

  it('to whom nothing is sent any more', async () => {
    const email = t.email('suppressed');
    await recorded(t, email);
    await t.call(addSuppression, addSuppressionContract, {
      body: { address: email, reason: 'manual', detail: 'parti' },
    });
    expect(await askConsent(t, email)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Rien ne part plus') },
    });
    expect(await consentOf(t, email)).toMatchObject({ actions: [], suppressed: { reason: 'manual' } });
  });

  it('who was suppressed before the mail had left: it leaves once that is lifted', async () => {
    const email = t.email('held');
    await recorded(t, email);
    expect((await askConsent(t, email)).status).toBe(202);
    await t.call(addSuppression, addSuppressionContract, { body: { address: email, reason: 'manual' } });
    expect(await mailsTo(t, email)).toEqual([]);
    await t.call(lift, liftContract, { params: { address: email }, query: { reason: 'erreur de saisie' } });
    for (const data of await t.queued('release-mails')) await t.receive(release, releaseContract, data);
    const token = await consentToken(t, email);
    expect(await t.inbox(email)).toHaveLength(1);
    await press(t, token, ['accept']);
    expect(await consentOf(t, email)).toMatchObject({ status: 'accepted' });
  });

  it('by an address that is none, or with a field that nobody knows', async () => {
    expect(await askConsent(t, 'nobody')).toMatchObject({ status: 422, body: { errors: [{ pointer: '/email' }] } });
    expect(await askConsent(t, t.email('x'), { reward: 'un cadeau' })).toMatchObject({ status: 422 });
  });

  it('again before time; then in a rhythm', async () => {
    const { email } = await asked(t, 'rhythm');
    expect(await askConsent(t, email)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('renouvelée') },
    });
    expect(await consentOf(t, email, later(31))).toMatchObject({ actions: ['renew', 'withdraw'] });
    expect(await askConsent(t, email, undefined, later(31))).toMatchObject({
      status: 202,
      body: { status: 'pending' },
    });
    expect(await askConsent(t, email, undefined, later(62))).toMatchObject({ status: 409 });
    expect(await askConsent(t, email, undefined, later(212))).toMatchObject({ status: 202 });
    expect(await actsOf(t, email)).toEqual(['requested', 'renewed', 'renewed']);
  });

  it.each(['accept', 'refuse'] as const)('who has answered (%s)', async (button) => {
    const { email, token } = await asked(t, `answered-${button}`);
    await press(t, token, [button]);
    expect(await askConsent(t, email, undefined, later(400))).toMatchObject({ status: 409 });
  });

  it('after the business withdrew: only the recipient comes back on it, by the link they have', async () => {
    const { email, token } = await asked(t, 'withdrawn');
    await press(t, token, ['accept']);
    expect(await withdraw(t, email, { reason: 'Demandé au téléphone' })).toMatchObject({
      status: 200,
      body: { status: 'refused', decidedBy: 'business', actions: [] },
    });
    expect(await withdraw(t, email)).toMatchObject({ status: 409 });
    expect(await askConsent(t, email, undefined, later(400))).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Seul le destinataire') },
    });
    await press(t, token, ['accept']);
    expect(await consentOf(t, email)).toMatchObject({ status: 'accepted', decidedBy: 'recipient' });
    expect(await actsOf(t, email)).toEqual(['requested', 'accepted', 'withdrawn', 'accepted']);
  });
});

it('one address is one consent, in however many records and however it is written; dots and tags tell apart', async () => {
  const { email } = await asked(t, 'zoe.lefevre');
  await recorded(t, email.toUpperCase(), 'supplier');
  expect(await askConsent(t, email.toUpperCase())).toMatchObject({ status: 409 });
  for (const other of [email.replace('.', ''), email.replace('@', '+nouvelles@')]) {
    expect(await consentOf(t, other)).toMatchObject({ status: 'not-solicited', external: true });
    await recorded(t, other);
    expect(await askConsent(t, other)).toMatchObject({ status: 202 });
  }
});

describe('what became of the request’s mail is in the history', () => {
  const mailed = async (email: string) =>
    (await historyOf(t, email))
      .filter(({ act }) => act.startsWith('email-'))
      .map(({ act, details }) => ({ act, details }));

  it('that it left and arrived', async () => {
    const { email } = await asked(t, 'arrives');
    for (const event of await post.events(email, 'Delivery'))
      await t.receive(recordMailEvent, recordContract, event, { raw: true });
    await work(t);
    expect(await mailed(email)).toEqual([
      { act: 'email-sent', details: expect.objectContaining({ about: 'request', to: email }) },
      { act: 'email-delivered', details: expect.objectContaining({ deliveredAt: expect.any(String) }) },
    ]);
    expect(await consentOf(t, email)).toMatchObject({ status: 'pending' });
  });

  it('that it came back', async () => {
    const address = `bounce+${Math.random().toString(36).slice(2)}@simulator.amazonses.com`;
    await recorded(t, address);
    await askConsent(t, address);
    await work(t);
    for (const event of await post.events(address, 'Bounce'))
      await t.receive(recordMailEvent, recordContract, event, { raw: true });
    await work(t);
    expect(await mailed(address)).toMatchObject([
      { act: 'email-sent' },
      { act: 'email-bounced', details: { cause: 'bounced', about: 'request' } },
    ]);
  });
});

it('needs a key, and the right to write', async () => {
  const params = { email: t.email('key') };
  expect((await t.call(handler, contract, { params, as: null })).status).toBe(401);
  expect((await t.call(handler, contract, { params, as: await t.key('consents:read') })).status).toBe(403);
});

it('another account knows nothing of it', async () => {
  const { email } = await asked(t, 'private');
  const other = await tenant();
  expect(await consentOf(other, email)).toMatchObject({ status: 'not-solicited', external: true });
  const { id } = await consentOf(t, email);
  expect(await consentOf(other, id)).toMatchObject({ status: 404 });
});

it('two requests at once ask once', async () => {
  const email = t.email('twice');
  await recorded(t, email);
  const answers = await Promise.all([askConsent(t, email), askConsent(t, email)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
  await consentToken(t, email);
  expect(await mailsTo(t, email)).toHaveLength(1);
});
