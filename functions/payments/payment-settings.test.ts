import { Stripe } from 'stripe';
import { beforeEach, describe, expect, it } from 'vitest';
import { ofType } from '../../test/problem.ts';
import { stripeKey, type TestStripe, testStripe } from '../../test/stripe.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import getContract from './get-payment-settings/contract.ts';
import { handler as get } from './get-payment-settings/handler.ts';
import { readPaymentSettings, stripeAddressee } from './payment-settings.ts';
import { stripeWith } from './stripe/stripe-client.ts';
import testContract from './test-stripe/contract.ts';
import { handler as test } from './test-stripe/handler.ts';
import updateContract from './update-payment-settings/contract.ts';
import { handler as update } from './update-payment-settings/handler.ts';

const TRANSFER = { iban: 'BE71 0961 2345 6769', holder: 'Éditions Durand' };
let t: TestTenant;
let stripe: TestStripe;
beforeEach(async () => {
  [t, stripe] = await Promise.all([tenant(), testStripe()]);
});
const put = (body: object) => t.call(update, updateContract, { body });
const tried = (body: object = {}) => t.call(test, testContract, { body });
const read = async () => (await t.call(get, getContract)).body;
const webhooks = (key: string) => stripeWith(key).webhookEndpoints.list();

it('keys are sealed and shown masked; transfers are offered at once, cards once Stripe tells us of payments', async () => {
  const key = stripeKey('live');
  const { status, body } = await put({ stripe: { live: { restrictedKey: ` ${key}\n` } }, transfer: TRANSFER });
  expect(status).toBe(200);
  expect(body).toEqual({
    testMode: false,
    stripe: { live: { restrictedKey: 'rk_live_…Test', webhook: 'missing' } },
    transfer: { iban: 'BE71096123456769', holder: 'Éditions Durand' },
    methods: ['transfer'],
  });
  expect(JSON.stringify(await readPaymentSettings(t.tenant))).not.toContain(key);
  expect((await tried()).body).toMatchObject({ mode: 'live', ok: true, webhook: 'created', tooMuch: false });
  expect(await read()).toMatchObject({
    stripe: { live: { webhook: 'created', lastTest: { ok: true, missing: [] } } },
    methods: ['card', 'transfer'],
  });
});

describe('refuses, naming the field', () => {
  it.each([
    [
      'a key of the other environment',
      { stripe: { live: { restrictedKey: stripeKey('test') } } },
      '/stripe/live/restrictedKey',
      /environnement de test/,
    ],
    [
      'a secret key',
      { stripe: { live: { restrictedKey: 'sk_live_51abcdefgh' } } },
      '/stripe/live/restrictedKey',
      /clé limitée/,
    ],
    [
      'a publishable key in its place',
      { stripe: { test: { restrictedKey: 'pk_test_51abcdefgh' } } },
      '/stripe/test/restrictedKey',
      /publiable/,
    ],
    ['half a key', { stripe: { test: { restrictedKey: 'rk_test_' } } }, '/stripe/test/restrictedKey', /entière/],
    ['no key at all', { stripe: { test: {} } }, '/stripe/test/restrictedKey', /Donnez la clé/],
    ['an IBAN with a digit swapped', { transfer: { ...TRANSFER, iban: 'BE71096123456796' } }, '/transfer/iban', /IBAN/],
  ])('%s', async (_what, body, pointer, says) => {
    const answer = await put(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ pointer, detail: expect.stringMatching(says) }]);
  });
});

it('each right is tried without doing anything; the one that is missing is named as Stripe names it', async () => {
  const key = stripeKey();
  stripe.setRights(key, ['webhook_write', 'payment_intent_read', 'charge_read', 'dispute_read', 'payout_read']);
  await put({ testMode: true, stripe: { test: { restrictedKey: key } } });
  const { body } = await tried();
  expect(body).toMatchObject({ mode: 'test', ok: false, webhook: 'missing', tooMuch: true });
  expect(body.rights.filter(({ allowed }: { allowed: boolean }) => !allowed)).toEqual([
    expect.objectContaining({ right: 'sessions', permission: 'rak_checkout_session_write' }),
    expect.objectContaining({
      right: 'refunds',
      permission: 'rak_charge_write',
      words: expect.stringMatching(/Écriture/),
    }),
  ]);
  expect(body.advice).toContain('rak_checkout_session_write');
  expect((await webhooks(key)).data).toEqual([]);
  stripe.setRights(key, []);
  expect((await tried()).body.rights.every(({ allowed }: { allowed: boolean }) => !allowed)).toBe(true);
});

it('a key that was deleted, no key and a Stripe that is down are told apart', async () => {
  expect((await tried()).body).toMatchObject({ type: ofType('stripe-not-linked') });
  const key = stripeKey();
  await put({ testMode: true, stripe: { test: { restrictedKey: key } } });
  stripe.setRights(key, 'revoked');
  expect((await tried()).body).toMatchObject({ type: ofType('stripe-key-refused') });
  await put({ stripe: { test: { restrictedKey: stripeKey() } }, testMode: true });
  stripe.failNext('unavailable', 20);
  expect((await tried()).status).toBe(503);
});

it('one webhook for an environment, of the pinned version; kept when the key is rotated, made again when it is gone', async () => {
  const key = stripeKey();
  await put({ testMode: true, stripe: { test: { restrictedKey: key } } });
  await tried();
  const { data } = await webhooks(key);
  expect(data).toMatchObject([
    { api_version: '2026-10-28.endive', url: expect.stringMatching(/\/webhooks\/stripe\/she_/) },
  ]);
  expect((await tried()).body.webhook).toBe('kept');
  expect((await webhooks(key)).data).toHaveLength(1);

  const rotated = key.replace('KeyOfATest', 'AnotherOne');
  await put({ testMode: true, stripe: { test: { restrictedKey: rotated } } });
  expect((await tried()).body.webhook).toBe('kept');
  await stripeWith(key).webhookEndpoints.del(data[0]?.id ?? '');
  expect((await tried()).body.webhook).toBe('created');
  // What is under way, signed with the former secret, is believed for a day.
  const { endpointId = '' } = (await readPaymentSettings(t.tenant)).test ?? {};
  expect((await stripeAddressee(endpointId, new Date()))?.secrets).toHaveLength(2);
  expect((await stripeAddressee(endpointId, new Date(Date.now() + 2 * 86_400_000)))?.secrets).toHaveLength(1);
});

it('killed between creating the webhook and writing it down, the next test leaves one whose secret is known', async () => {
  const key = stripeKey();
  await put({ testMode: true, stripe: { test: { restrictedKey: key } } });
  const { endpointId = '' } = (await readPaymentSettings(t.tenant)).test ?? {};
  const url = `http://localhost:4000/webhooks/stripe/${endpointId}`;
  await stripeWith(key).webhookEndpoints.create({ url, enabled_events: ['refund.created'] });
  expect((await tried()).body.webhook).toBe('created');
  expect((await webhooks(key)).data).toMatchObject([{ api_version: '2026-10-28.endive' }]);
});

describe('the stand-in refuses what today’s Stripe refuses', () => {
  const session = {
    mode: 'payment',
    success_url: 'https://shop.example/',
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 1000, product_data: { name: 'Livre' } } }],
  } as const satisfies Stripe.Checkout.SessionCreateParams;
  const made = (more: object) => stripeWith(stripeKey()).checkout.sessions.create({ ...session, ...more });
  it.each([
    ['payment_method_types', { payment_method_types: ['card'] }, /unknown parameter: payment_method_types/],
    ['ui_mode of before', { ui_mode: 'hosted' }, /ui_mode/],
    [
      'two lists of methods',
      { allowed_payment_method_types: ['card'], excluded_payment_method_types: ['ideal'] },
      /only specify one/,
    ],
    ['a session of five minutes', { expires_at: Math.floor(Date.now() / 1000) + 300 }, /30 minutes/],
    [
      '30 cents',
      {
        line_items: [
          { ...session.line_items[0], price_data: { ...session.line_items[0].price_data, unit_amount: 30 } },
        ],
      },
      /0\.50/,
    ],
    [
      'a suffix without a letter',
      { payment_intent_data: { statement_descriptor_suffix: '1234' } },
      /at least one letter/,
    ],
  ])('%s', async (_what, more, says) => {
    await expect(made(more)).rejects.toThrow(says);
  });

  it('the same key of idempotency gives the same session, and takes no other parameters', async () => {
    const key = stripeKey();
    const once = (more: object) =>
      stripeWith(key).checkout.sessions.create({ ...session, ...more }, { idempotencyKey: 'o:1' });
    const first = await once({});
    expect((await once({})).id).toBe(first.id);
    await expect(once({ locale: 'fr' })).rejects.toThrow(Stripe.errors.StripeIdempotencyError);
  });
});
