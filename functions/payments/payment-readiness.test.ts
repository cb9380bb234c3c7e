import { expect, test } from 'vitest';
import { paymentFindings } from './payment-readiness.ts';
import type { PaymentSettings } from './payment-settings.ts';

const price = (amount: number, currency: 'EUR' | 'CHF' = 'EUR') => ({
  price: { amount, currency, vat: 'included' as const, vatRate: 20, abroad: [] },
});
const keys = { encryptedKey: 'x', keyEnd: 'abcd', endpointId: 'she_1', webhookId: 'we_1' };
const settings = (more: Partial<PaymentSettings> = {}): PaymentSettings => ({
  of: 'payments',
  testMode: false,
  live: keys,
  version: 1,
  ...more,
});
const transfer = { iban: 'BE71096123456769', holder: 'Durand' };
const { webhookId: _, ...untested } = keys;
const lacking = { ...untested, lastTest: { at: '', ok: false, missing: ['disputes' as const] } };

test.each<[string, ReturnType<typeof price> | { price: undefined }, PaymentSettings, string[]]>([
  ['what is free asks for none', { price: undefined }, settings({ live: undefined }), []],
  ['a card', price(1990), settings(), []],
  ['nothing', price(1990), settings({ live: undefined }), ['blocks payment-method']],
  ['a transfer alone', price(1990), settings({ live: undefined, transfer }), []],
  ['a key that was never tested', price(1990), settings({ live: untested }), ['blocks stripe-untested']],
  ['the same beside a transfer', price(1990), settings({ live: untested, transfer }), ['warns stripe-untested']],
  ['a key that lacks a right', price(1990), settings({ live: lacking }), ['blocks stripe-rights']],
  ['less than a card takes', price(30), settings(), ['blocks payment-none-fits']],
  ['francs by transfer', price(1990, 'CHF'), settings({ live: undefined, transfer }), ['blocks payment-none-fits']],
  ['cards of the test world', price(1990), settings({ testMode: true, test: keys }), ['warns test-mode']],
])('%s', (_what, action, how, expected) => {
  const found = paymentFindings(action, how);
  expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
});

test('names the right in Stripe’s words, and where to mend it', () => {
  const [found] = paymentFindings(price(1990), settings({ live: lacking }));
  expect(found?.says.fr).toMatch(/Litiges : Lecture/);
  expect(found?.mend.call).toBe('POST /v1/payment-settings/stripe/test');
});
