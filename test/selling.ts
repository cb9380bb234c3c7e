import reserveContract from '../functions/accounts/reserve-directory/contract.ts';
import { handler as reserveDirectory } from '../functions/accounts/reserve-directory/handler.ts';
import offerContract from '../functions/accounts/take-offer/contract.ts';
import { handler as takeOffer } from '../functions/accounts/take-offer/handler.ts';
import businessContract from '../functions/accounts/update-business/contract.ts';
import { handler as updateBusiness } from '../functions/accounts/update-business/handler.ts';
import payContract from '../functions/orders/pay-order/contract.ts';
import { handler as payOrder } from '../functions/orders/pay-order/handler.ts';
import placeContract from '../functions/orders/place-order/contract.ts';
import { handler as placeOrder } from '../functions/orders/place-order/handler.ts';
import eventContract from '../functions/orders/receive-stripe-event/contract.ts';
import { handler as receiveEvent } from '../functions/orders/receive-stripe-event/handler.ts';
import settleContract from '../functions/orders/settle-order/contract.ts';
import { handler as settleOrder } from '../functions/orders/settle-order/handler.ts';
import showContract from '../functions/orders/show-order/contract.ts';
import { handler as showOrder } from '../functions/orders/show-order/handler.ts';
import startContract from '../functions/orders/start-checkout/contract.ts';
import { handler as startCheckout } from '../functions/orders/start-checkout/handler.ts';
import testStripeContract from '../functions/payments/test-stripe/contract.ts';
import { handler as tryStripe } from '../functions/payments/test-stripe/handler.ts';
import settingsContract from '../functions/payments/update-payment-settings/contract.ts';
import { handler as updateSettings } from '../functions/payments/update-payment-settings/handler.ts';
import articleContract from '../functions/shop/create-article/contract.ts';
import { handler as createArticle } from '../functions/shop/create-article/handler.ts';
import actionContract from '../functions/shop/create-sale-action/contract.ts';
import { handler as createSaleAction } from '../functions/shop/create-sale-action/handler.ts';
import type { StripeCall } from '../infra/local/engines/stripe.ts';
import { mailsTo } from './accounts.ts';
import { stripeKey } from './stripe.ts';
import type { TestTenant } from './tenant.ts';

/** The steps of a sale as its parties take them, for tests: with the mails that really came. */

const IBAN = 'BE71096123456769';
type Body = Record<string, unknown>;
interface At {
  clock?: () => Date;
}

/** A business that may sell: it has said who it is, has a directory, and takes transfers. */
export async function openShop(t: TestTenant): Promise<string> {
  const directory = `durand-${t.tenant.slice(-12)}`;
  const address = { street: '12 rue des Lilas', postalCode: '69003', city: 'Lyon', country: 'FR' };
  const business = { legalName: 'Éditions Durand', legalForm: 'SARL', address, email: 'contact@durand.example' };
  const legalLinks = { terms: 'https://www.durand.example/#LG#/conditions' };
  await t.call(updateBusiness, businessContract, { body: { ...business, legalLinks } });
  await t.call(takeOffer, offerContract, { body: { offer: 'standard' } });
  await t.call(reserveDirectory, reserveContract, { body: { directory } });
  await t.call(updateSettings, settingsContract, { body: { transfer: { iban: IBAN, holder: 'Éditions Durand' } } });
  return directory;
}

/** Links the account to a Stripe of the test's, in its test world unless said. @returns the key */
export async function linkStripe(t: TestTenant, mode: 'test' | 'live' = 'test'): Promise<string> {
  const key = stripeKey(mode);
  const body = { testMode: mode === 'test', stripe: { [mode]: { restrictedKey: key } } };
  await t.call(updateSettings, settingsContract, { body });
  await t.call(tryStripe, testStripeContract, { body: {} });
  return key;
}

export interface Sale {
  directory: string;
  slug: string;
  articleId: string;
  saleActionId: string;
}

export const PRICE = { amount: 1990, vat: 'included', vatRate: 20 };

/** An article on sale. */
export async function onSale(t: TestTenant, directory: string, article: Body, action: Body): Promise<Sale> {
  const { body: made } = await t.call(createArticle, articleContract, {
    body: { name: 'Guide', title: 'Le guide', type: 'digital', ...article },
  });
  const { body, status } = await t.call(createSaleAction, actionContract, {
    params: { articleId: made.id },
    body: { name: 'Vente', asksTerms: false, ...action },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { directory, slug: body.slug, articleId: made.id, saleActionId: body.id };
}

/** Somebody gives an address on the page of a sale. */
export const checkout = (t: TestTenant, { directory, slug }: Sale, email: string, at: At = {}) =>
  t.submit(startCheckout, startContract, {
    params: { directory, slug },
    form: { email },
    accept: 'application/json',
    ...at,
  });

/** The token of the link in the newest mail of an order to an address. */
export async function orderTokenOf(t: TestTenant, email: string): Promise<string> {
  const [newest] = await mailsTo(t, email);
  const token = /\/order\/([\w-]+)/.exec(newest?.text ?? '')?.[1];
  if (!token) throw new Error(`no link to an order came to ${email}`);
  return token;
}

export const show = (t: TestTenant, token: string, at: At = {}) =>
  t.submit(showOrder, showContract, { params: { token }, ...at });

const shownOn = (html: string) => /name="shown" value="(\w+)"/.exec(html)?.[1] ?? '';

/** The buyer fills in the form as it is shown, looks at the total where it is shown first, and presses the button. */
export async function order(t: TestTenant, token: string, fields: Record<string, string> = {}, at: At = {}) {
  const send = (shown: string) =>
    t.submit(placeOrder, placeContract, { params: { token }, form: { name: 'Anne Martin', ...fields, shown }, ...at });
  const answer = await send(shownOn((await show(t, token, at)).body));
  return answer.status === 200 ? send(shownOn(answer.body)) : answer;
}

/** From an address to an order, whose token comes with the answer. */
export async function buy(t: TestTenant, sale: Sale, email: string, fields: Record<string, string> = {}, at: At = {}) {
  await checkout(t, sale, email, at);
  const token = await orderTokenOf(t, email);
  return { token, answer: await order(t, token, fields, at) };
}

/** The session of the payment page to which an answer leads. */
export const sessionOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers.location).split('/').pop() ?? '';

export const press = (t: TestTenant, token: string, at: At = {}) =>
  t.submit(payOrder, payContract, { params: { token }, form: {}, ...at });

/** Hands a call of Stripe's to its webhook. */
export const told = (t: TestTenant, { url, body, signature }: StripeCall, at: At = {}) =>
  t.notify(receiveEvent, eventContract, {
    params: { endpointId: url.split('/').pop() ?? '' },
    body,
    headers: { 'stripe-signature': signature },
    ...at,
  });

/** Orders that are to be looked at are. */
export async function settled(t: TestTenant, at: At = {}): Promise<void> {
  for (const data of await t.queued('settle-order')) await t.receive(settleOrder, settleContract, data, at);
}
