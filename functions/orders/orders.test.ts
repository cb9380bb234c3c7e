import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { config } from '../../shared/config.ts';
import { sha256Hex } from '../../shared/sha256.ts';
import { database } from '../../shared/table/client.ts';
import { mailsTo } from '../../test/accounts.ts';
import { client } from '../../test/crash.ts';
import { ofType } from '../../test/problem.ts';
import {
  buy,
  checkout,
  linkStripe,
  onSale,
  openShop,
  order,
  orderTokenOf,
  PRICE,
  press,
  type Sale,
  sessionOf,
  settled,
  show,
  told,
} from '../../test/selling.ts';
import { type TestStripe, testStripe } from '../../test/stripe.ts';
import { type TestTenant, tenant } from '../../test/tenant.ts';
import templateContract from '../mail-wording/create-email-template/contract.ts';
import { handler as createTemplate } from '../mail-wording/create-email-template/handler.ts';
import updateSettingsContract from '../payments/update-payment-settings/contract.ts';
import { handler as updateSettings } from '../payments/update-payment-settings/handler.ts';
import acceptMediaContract from '../shop/accept-media/contract.ts';
import { handler as acceptMedia } from '../shop/accept-media/handler.ts';
import addDocumentContract from '../shop/add-article-document/contract.ts';
import { handler as addArticleDocument } from '../shop/add-article-document/handler.ts';
import { findSaleAction } from '../shop/sale-action.ts';
import acceptStatementContract from './accept-bank-statement/contract.ts';
import { handler as acceptStatement } from './accept-bank-statement/handler.ts';
import addContract from './add-bank-statement/contract.ts';
import { handler as addStatement } from './add-bank-statement/handler.ts';
import announceContract from './announce-bank-statement/contract.ts';
import { handler as announceStatement } from './announce-bank-statement/handler.ts';
import assignContract from './assign-bank-statement-line/contract.ts';
import { handler as assignLine } from './assign-bank-statement-line/handler.ts';
import checkInContract from './check-in-ticket/contract.ts';
import { handler as checkIn } from './check-in-ticket/handler.ts';
import confirmContract from './confirm-withdrawal/contract.ts';
import { handler as confirmWithdrawal } from './confirm-withdrawal/handler.ts';
import declareContract from './declare-withdrawal/contract.ts';
import { handler as declareWithdrawal } from './declare-withdrawal/handler.ts';
import discardContract from './discard-bank-statement-line/contract.ts';
import { handler as discardLine } from './discard-bank-statement-line/handler.ts';
import downloadContract from './download-document/contract.ts';
import { handler as downloadDocument } from './download-document/handler.ts';
import statementContract from './get-bank-statement/contract.ts';
import { handler as getStatement } from './get-bank-statement/handler.ts';
import getContract from './get-order/contract.ts';
import { handler as getOrder } from './get-order/handler.ts';
import exportContract from './get-orders-export/contract.ts';
import { handler as exportOrders } from './get-orders-export/handler.ts';
import linesContract from './list-bank-statement-lines/contract.ts';
import { handler as listLines } from './list-bank-statement-lines/handler.ts';
import listContract from './list-orders/contract.ts';
import { handler as listOrders } from './list-orders/handler.ts';
import markPaidContract from './mark-order-paid/contract.ts';
import { handler as markPaid } from './mark-order-paid/handler.ts';
import matchContract from './match-bank-statement/contract.ts';
import { handler as matchStatement } from './match-bank-statement/handler.ts';
import { orders } from './order.ts';
import refundContract from './refund-order/contract.ts';
import { handler as refundOrder } from './refund-order/handler.ts';
import resetContract from './reset-downloads/contract.ts';
import { handler as resetDownloads } from './reset-downloads/handler.ts';
import settleContract from './settle-order/contract.ts';
import { handler as settleOrder } from './settle-order/handler.ts';
import { statementKey } from './statements/statement.ts';

let t: TestTenant;
let directory: string;
beforeAll(async () => {
  t = await tenant();
  directory = await openShop(t);
});
let buyers = 0;
const buyer = () => t.email(`zoe${++buyers}`);
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);
const listed = async (sale: Sale, query: object = {}) =>
  (await t.call(listOrders, listContract, { query: { saleActionId: sale.saleActionId, ...query } })).body.items;
const only = async (sale: Sale) => (await listed(sale))[0];
const read = async (id: string) => (await t.call(getOrder, getContract, { params: { orderId: id } })).body;
const acts = async (id: string) => (await read(id)).history.map(({ act }: { act: string }) => act);
const settle = (id: string, at = {}) => t.receive(settleOrder, settleContract, { tenant: t.tenant, orderId: id }, at);
const refund = (id: string, body: object = {}) =>
  t.call(refundOrder, refundContract, { params: { orderId: id }, body });
const mails = async (email: string) => (await mailsTo(t, email)).map(({ subject }) => subject);
/** Whether it is due to be looked at again. */
const isWoken = async (id: string) => {
  const { Item } = await database().send(
    new GetCommand({ TableName: config.table(), Key: orders.keyOf(t.tenant, { id }), ConsistentRead: true }),
  );
  return Item?.due1 !== undefined;
};
const stock = async ({ saleActionId }: Sale) => {
  const { left, held, sold } = await findSaleAction(t.tenant, saleActionId);
  return { left, held, sold };
};

describe('free', () => {
  test('with nothing to ask for, the address is enough: confirmed at once, one mail', async () => {
    const sale = await onSale(t, directory, { title: 'Guide offert' }, {});
    const email = buyer();
    expect(await checkout(t, sale, email)).toMatchObject({ status: 202, body: { sent: true } });
    expect(await mails(email)).toEqual(['Commande confirmée : Guide offert']);
    const { id, status, method, total } = await only(sale);
    expect({ status, method, total }).toEqual({ status: 'confirmed', method: 'free', total: 0 });
    expect(await acts(id)).toEqual(['ordered', 'confirmed']);
    expect((await show(t, await orderTokenOf(t, email))).body).toMatch(/Merci, votre commande est confirmée/);
  });

  test('is confirmed in the seller’s own words, with what they name in its place', async () => {
    const html = '<p>Merci pour « {{title}} » !</p><p><a href="#UrlData#">Le voici</a></p>';
    const tags = ['UrlData', 'title'].map((name) => ({ name, required: false }));
    const languages = { fr: { subject: 'À vous : {{title}}', html } };
    const { body } = await t.call(createTemplate, templateContract, {
      body: { kind: 'custom', name: 'Merci', tags, languages },
    });
    const sale = await onSale(t, directory, { title: 'Guide offert' }, { confirmationTemplateId: body.id });
    const email = buyer();
    await checkout(t, sale, email);
    const [mail] = await mailsTo(t, email);
    expect(mail).toMatchObject({
      subject: 'À vous : Guide offert',
      text: expect.stringMatching(/Merci pour « Guide offert »/),
    });
    expect((await show(t, await orderTokenOf(t, email))).status).toBe(200);
  });

  test('what is asked for is asked by mail, each fault is told beside its field, and no button speaks of paying', async () => {
    const field = { name: 'company', label: 'Société', kind: 'text', isMandatory: true, purpose: 'Pour le badge.' };
    const sale = await onSale(t, directory, { title: 'Stage' }, { extraFields: [field], asksTerms: true });
    const email = buyer();
    await checkout(t, sale, email);
    const token = await orderTokenOf(t, email);
    const form = (await show(t, token)).body;
    expect(form).toMatch(/>Valider</);
    expect(form).not.toMatch(/obligation de paiement/);
    const refused = await order(t, token);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatch(/Répondez à « Société »/);
    expect(refused.body).toMatch(/Acceptez les conditions générales/);
    expect((await listed(sale)).length).toBe(0);
    expect((await order(t, token, { field_company: 'Martin SARL', terms: 'on' })).status).toBe(303);
    expect(await only(sale)).toMatchObject({
      status: 'confirmed',
      name: 'Anne Martin',
      answers: { company: 'Martin SARL' },
    });
    // Sent again it is the same order.
    expect((await order(t, token, { field_company: 'X', terms: 'on' })).status).toBe(303);
    expect(await listed(sale)).toHaveLength(1);
  });

  test('one address receives five mails of a sale in a day, and is answered the same afterwards', async () => {
    const sale = await onSale(t, directory, { title: 'Souvent' }, { price: PRICE });
    const email = buyer();
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push((await checkout(t, sale, email)).status);
    expect(answers).toEqual(Array(7).fill(202));
    expect(await mails(email)).toHaveLength(5);
  });

  test('an unknown page, a page that sells no more', async () => {
    const sale = await onSale(t, directory, { title: 'Close' }, { closed: true });
    expect((await checkout(t, { ...sale, slug: 'nulle-part' }, buyer())).status).toBe(404);
    expect((await checkout(t, sale, buyer())).headers.location).toBe(`/shop/${directory}/${sale.slug}`);
  });
});

describe('by transfer', () => {
  test('the button binds, the reference is shown with its code, the merchant’s word confirms', async () => {
    const sale = await onSale(t, directory, { title: 'Le guide' }, { price: PRICE });
    const email = buyer();
    await checkout(t, sale, email);
    const token = await orderTokenOf(t, email);
    expect((await show(t, token)).body).toMatch(/>Commander avec obligation de paiement</);
    expect((await order(t, token, { method: 'transfer' })).status).toBe(303);
    const { body: text } = await show(t, token);
    expect(text).toMatch(/RF\d\d \d{4} \d{4} \d{4}/);
    expect(text).toMatch(/\+\+\+\d{3}\/\d{4}\/\d{5}\+\+\+/);
    expect(text).toMatch(/BE71 0961 2345 6769/);
    expect(text).toMatch(/<svg/);
    expect(await mails(email)).toEqual(['Virement attendu : Le guide', 'Votre commande : Le guide']);
    const { id } = await only(sale);
    expect(await only(sale)).toMatchObject({
      status: 'awaiting-payment',
      total: 1990,
      vat: 332,
      reference: expect.stringMatching(/^RF/),
    });
    const marked = await t.call(markPaid, markPaidContract, { params: { orderId: id } });
    expect(marked.body).toMatchObject({ status: 'confirmed', received: 1990 });
    expect(await mails(email)).toContain('Commande confirmée : Le guide');
    expect(await acts(id)).toEqual(['ordered', 'paid', 'confirmed']);
    expect((await t.call(markPaid, markPaidContract, { params: { orderId: id } })).body.type).toEqual(
      ofType('wrong-state'),
    );
  });

  test('not paid in time it expires and its place is free; paid late it is served while there is one, else owed back', async () => {
    const place = { venue: 'Atelier', address: '1 rue, Lyon', country: 'FR', startsAt: { at: '2027-06-01T10:00' } };
    const sale = await onSale(t, directory, { title: 'Concert', type: 'place', place }, { price: PRICE, capacity: 1 });
    const [first, second] = [buyer(), buyer()];
    await buy(t, sale, first, { method: 'transfer' });
    expect(await stock(sale)).toEqual({ left: 0, held: 1, sold: 0 });
    const { id } = await only(sale);
    await settle(id, { clock: later(15 * 24 * 60) });
    expect(await stock(sale)).toEqual({ left: 1, held: 0, sold: 0 });
    // Settled twice, it is given back once.
    await settle(id, { clock: later(16 * 24 * 60) });
    expect(await stock(sale)).toEqual({ left: 1, held: 0, sold: 0 });
    const { token } = await buy(t, sale, second, { method: 'transfer' });
    const paidLate = await t.call(markPaid, markPaidContract, { params: { orderId: id } });
    expect(paidLate.status).toBe(200);
    expect(await read(id)).toMatchObject({ status: 'to-refund', because: 'sold-out', received: 1990 });
    expect((await refund(id)).body).toMatchObject({ status: 'refunded', refunded: 1990 });
    expect((await show(t, token)).body).toMatch(/Payer par virement/);
  });
});

describe('by card', () => {
  let stripe: TestStripe;
  let sale: Sale;
  async function world() {
    stripe = await testStripe();
    await linkStripe(t);
    stripe.calls.length = 0;
    sale = await onSale(t, directory, { title: 'Le guide' }, { price: PRICE });
  }
  const tellAll = async (calls = stripe.calls.splice(0)) => {
    for (const call of calls) expect((await told(t, call)).status).toBe(204);
    await settled(t);
  };
  const status = async () => (await only(sale)).status;

  test('the order stands before the redirect; paid, told three times in any order, it is confirmed once', async () => {
    await world();
    const email = buyer();
    const { answer } = await buy(t, sale, email, { method: 'card' });
    expect(answer.headers.location).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/pay\/cs_test_/);
    expect(await status()).toBe('awaiting-payment');
    stripe.act(sessionOf(answer), 'pay');
    await expect.poll(() => stripe.calls.length).toBe(1);
    const [call] = stripe.calls.splice(0);
    const answers = await Promise.all([call, call, call].map((one) => told(t, one as never)));
    expect(answers.map((one) => one.status)).toEqual([204, 204, 204]);
    const messages = await t.queued('settle-order');
    await Promise.all([...messages, ...messages].map((data) => t.receive(settleOrder, settleContract, data)));
    expect(await status()).toBe('confirmed');
    expect((await mails(email)).filter((subject) => subject.startsWith('Commande confirmée'))).toHaveLength(1);
    const { id } = await only(sale);
    expect(await acts(id)).toEqual(['ordered', 'paid', 'confirmed']);
  });

  test('a double click leads to one page; come back without an event, the buyer’s own look confirms', async () => {
    await world();
    const { token, answer } = await buy(t, sale, buyer(), { method: 'card' });
    const again = await order(t, token, { method: 'card' });
    expect(again.headers.location).toBe(answer.headers.location);
    expect((await press(t, token)).headers.location).toBe(answer.headers.location);
    stripe.act(sessionOf(answer), 'pay');
    expect((await press(t, token)).headers.location).toBe(`/order/${token}`);
    expect(await status()).toBe('confirmed');
    expect((await order(t, token, { method: 'card' })).headers.location).toBe(`/order/${token}`);
  });

  test('expired, a new attempt has a new page; the old event changes nothing of what was paid', async () => {
    await world();
    const { token, answer } = await buy(t, sale, buyer(), { method: 'card' });
    stripe.advance(3600);
    const { id } = await only(sale);
    await settle(id, { clock: later(60) });
    expect(await status()).toBe('expired');
    expect(await stock(sale)).toMatchObject({ held: 0 });
    const retried = await press(t, token, { clock: later(60) });
    expect(retried.status).toBe(303);
    expect(sessionOf(retried)).not.toBe(sessionOf(answer));
    stripe.act(sessionOf(retried), 'pay');
    await tellAllAt(later(60));
    expect(await status()).toBe('confirmed');
  });
  const tellAllAt = async (clock: () => Date) => {
    await expect.poll(() => stripe.calls.length).toBeGreaterThan(0);
    for (const call of stripe.calls.splice(0)) await told(t, call, { clock });
    await settled(t, { clock });
  };

  test('a payment that its bank confirms later is shown as such, and may fail', async () => {
    await world();
    const book = await onSale(t, directory, { title: 'Formation', type: 'other' }, { price: PRICE });
    sale = book;
    const { token, answer } = await buy(t, sale, buyer(), { method: 'card' });
    stripe.act(sessionOf(answer), 'pay-later');
    await expect.poll(() => stripe.calls.length).toBe(1);
    await tellAll();
    expect(await status()).toBe('processing');
    expect((await show(t, token)).body).toMatch(/Votre paiement est en cours/);
    stripe.act(sessionOf(answer), 'succeed');
    await expect.poll(() => stripe.calls.length).toBe(1);
    await tellAll();
    expect(await status()).toBe('confirmed');
    const second = await buy(t, sale, buyer(), { method: 'card' });
    stripe.act(sessionOf(second.answer), 'pay-later');
    stripe.act(sessionOf(second.answer), 'fail-later');
    await expect.poll(() => stripe.calls.length).toBe(2);
    await tellAll(stripe.calls.splice(0).reverse());
    expect((await listed(sale, { status: 'expired' })).length).toBe(1);
  });

  test('a part that goes back keeps access, the whole revokes, a refund sent back restores; a lost dispute revokes', async () => {
    await world();
    const { answer } = await buy(t, sale, buyer(), { method: 'card' });
    stripe.act(sessionOf(answer), 'pay');
    await expect.poll(() => stripe.calls.length).toBe(1);
    await tellAll();
    const { id } = await only(sale);
    expect((await refund(id, { amount: 500 })).body).toMatchObject({ status: 'confirmed', refunded: 500 });
    expect((await refund(id, { amount: 5000 })).status).toBe(422);
    expect((await refund(id)).body).toMatchObject({ status: 'refunded', refunded: 1990 });
    expect((await refund(id)).body.type).toEqual(ofType('nothing-to-refund'));
    expect(await stock(sale)).toMatchObject({ sold: 0 });
    stripe.act(sessionOf(answer), 'fail-refund');
    await settle(id);
    expect(await read(id)).toMatchObject({ status: 'confirmed', refunded: 500 });
    stripe.act(sessionOf(answer), 'dispute');
    await settle(id);
    expect(await read(id)).toMatchObject({ status: 'confirmed', disputed: true });
    stripe.act(sessionOf(answer), 'lose');
    await settle(id);
    expect(await read(id)).toMatchObject({ status: 'refunded' });
  });

  test('a refund is sent once though its own event is told before it is noted', async () => {
    await world();
    const { answer } = await buy(t, sale, buyer(), { method: 'card' });
    stripe.act(sessionOf(answer), 'pay');
    await expect.poll(() => stripe.calls.length).toBe(1);
    await tellAll();
    const { id } = await only(sale);
    const { send } = client;
    client.send = async function (...args) {
      if (args[0]?.constructor.name === 'TransactWriteCommand') {
        client.send = send;
        await settle(id);
      }
      return send.apply(this, args);
    };
    expect((await refund(id, { amount: 500 })).body).toMatchObject({ status: 'confirmed', refunded: 500 });
    await settle(id);
    expect(await read(id)).toMatchObject({ status: 'confirmed', refunded: 500 });
  });

  test('without the merchant’s key nothing is held for ever: it expires, and is found paid when a key is back', async () => {
    await world();
    const restrictedKey = await linkStripe(t);
    const { token, answer } = await buy(t, sale, buyer(), { method: 'card' });
    const { id } = await only(sale);
    await settle(id);
    expect(await isWoken(id)).toBe(true);
    stripe.act(sessionOf(answer), 'pay');
    await t.call(updateSettings, updateSettingsContract, { body: { stripe: { test: null } } });
    await settle(id, { clock: later(60) });
    expect(await read(id)).toMatchObject({ status: 'expired' });
    expect(await stock(sale)).toMatchObject({ held: 0 });
    await settle(id, { clock: later(16 * 24 * 60) });
    expect(await isWoken(id)).toBe(false);
    await t.call(updateSettings, updateSettingsContract, { body: { stripe: { test: { restrictedKey } } } });
    await press(t, token, { clock: later(61) });
    expect(await status()).toBe('confirmed');
  });

  test('a transfer pays an order whose payment page is open, and closes it; never a trial, a part, or another currency', async () => {
    stripe = await testStripe();
    await linkStripe(t, 'live');
    const francs = { ...PRICE, currency: 'CHF' };
    const [open, foreign] = [
      await onSale(t, directory, { title: 'Ouverte', type: 'other' }, { price: PRICE }),
      await onSale(t, directory, { title: 'Francs', type: 'other' }, { price: francs }),
    ];
    const { answer } = await buy(t, open, buyer(), { method: 'card' });
    await buy(t, foreign, buyer(), { method: 'card' });
    await linkStripe(t);
    const trial = await onSale(t, directory, { title: 'Essai', type: 'other' }, { price: PRICE });
    await buy(t, trial, buyer(), { method: 'card' });
    const day = { bookedOn: '2026-11-20', payer: 'Anne' };
    const told = [1990, 990].map((amount) => ({ ...day, amount, text: `sans rien ${amount}` }));
    await t.call(addStatement, addContract, { body: { lines: told } });
    for (const one of await t.queued('match-bank-statement')) await t.receive(matchStatement, matchContract, one);
    const { items } = (await t.call(listLines, linesContract, { query: { status: 'unmatched' } })).body;
    const lineOf = (amount: number) =>
      items.find(({ text }: { text: string }) => text === `sans rien ${amount}`).id as string;
    const assign = async (amount: number, to: Sale) =>
      t.call(assignLine, assignContract, {
        params: { lineId: lineOf(amount) },
        body: { orderId: (await only(to)).id },
      });
    for (const refused of [await assign(1990, foreign), await assign(1990, trial), await assign(990, open)])
      expect(refused.body.type).toEqual(ofType('transfer-refused'));
    expect((await assign(1990, open)).body).toMatchObject({ status: 'matched' });
    expect(await only(open)).toMatchObject({ status: 'confirmed', received: 1990 });
    // The page takes no payment any more: it leads back to the order.
    expect((await fetch(String(answer.headers.location), { redirect: 'manual' })).status).toBe(303);
    await t.call(discardLine, discardContract, { params: { lineId: lineOf(990) } });
  });

  test('Stripe down in the middle: the order is kept, and paid when it answers again', async () => {
    await world();
    const email = buyer();
    await checkout(t, sale, email);
    const token = await orderTokenOf(t, email);
    stripe.failNext('unavailable', 4);
    const down = await order(t, token, { method: 'card' });
    expect(down.status).toBe(503);
    expect(down.body).toMatch(/Votre commande est gardée/);
    expect(await status()).toBe('awaiting-payment');
    stripe.failNext('unavailable', 0);
    const up = await press(t, token);
    expect(up.headers.location).toMatch(/\/pay\/cs_test_/);
  });

  test('forged, old, another account’s, or of no order of ours: refused, or taken and left', async () => {
    await world();
    const { answer } = await buy(t, sale, buyer(), { method: 'card' });
    stripe.act(sessionOf(answer), 'pay');
    await expect.poll(() => stripe.calls.length).toBe(1);
    const [call] = stripe.calls.splice(0);
    if (!call) throw new Error('no call');
    expect((await told(t, { ...call, body: call.body.replace('complete', 'open') })).status).toBe(401);
    expect((await told(t, call, { clock: later(10) })).status).toBe(401);
    expect((await told(t, { ...call, url: `${call.url}x` })).status).toBe(401);
    expect((await told(t, { ...call, signature: '' })).status).toBe(401);
    expect(await status()).toBe('awaiting-payment');
  });
});

describe('a place', () => {
  test('its tickets pass once at the door; a code that was made up, another account’s, passes never', async () => {
    const place = { venue: 'Atelier', address: '1 rue, Lyon', country: 'FR', startsAt: { at: '2027-06-01T10:00' } };
    const sale = await onSale(
      t,
      directory,
      { title: 'Atelier', type: 'place', place },
      { capacity: 3, mostPerOrder: 2 },
    );
    const { token } = await buy(t, sale, buyer(), { quantity: '2' });
    const codes = [...(await show(t, token)).body.matchAll(/<code>([A-Z0-9-]+)<\/code>/g)].map(
      ([, code]) => code ?? '',
    );
    expect(codes).toHaveLength(2);
    expect(await stock(sale)).toEqual({ left: 1, held: 0, sold: 2 });
    const pass = (code: string, as = t.apiKey) => t.call(checkIn, checkInContract, { params: { code }, as });
    expect((await pass(codes[1] ?? '')).body).toMatchObject({ ticket: 2, title: 'Atelier', name: 'Anne Martin' });
    expect((await pass(codes[1] ?? '')).body.type).toEqual(ofType('ticket-used'));
    expect((await pass((codes[0] ?? '').toLowerCase())).status).toBe(200);
    expect((await pass((codes[0] ?? '').replace('-1-', '-3-'))).status).toBe(404);
    expect((await pass(codes[0] ?? '', (await tenant()).apiKey)).status).toBe(404);
    expect((await only(sale)).checkedIn).toBe(2);
    // No more than there are.
    const refused = await buy(t, sale, buyer(), { quantity: '2' });
    expect(refused.answer.status).toBe(409);
    expect(refused.answer.body).toMatch(/pas assez/);
  });
});

describe('what is shipped', () => {
  test('no country, one that is not served, a quantity that is none: told before any order; the total comes before the button that binds', async () => {
    const shipping = { restOfWorld: null, countries: [{ country: 'FR', amount: 350 }] };
    const sale = await onSale(
      t,
      directory,
      { title: 'Livre', type: 'book', book: { author: 'A. M.' }, isShipped: true },
      { price: { ...PRICE, vat: 'included', vatRate: 5.5 }, shipping, mostPerOrder: 5 },
    );
    const email = buyer();
    await checkout(t, sale, email);
    const token = await orderTokenOf(t, email);
    const first = (await show(t, token)).body;
    expect(first).toMatch(/>Voir le total</);
    const address = { street: '1 rue', postalCode: '69003', city: 'Lyon', method: 'transfer', quantity: '1' };
    expect((await order(t, token, address)).body).toMatch(/Choisissez un pays|pays livrer/);
    expect((await order(t, token, { ...address, country: 'US' })).body).toMatch(/ne livrons pas/);
    for (const quantity of ['-1', '1,5', '1e21', 'NaN', '6'])
      expect((await order(t, token, { ...address, country: 'FR', quantity })).status).toBe(422);
    expect(await listed(sale)).toEqual([]);
    expect((await order(t, token, { ...address, country: 'FR', quantity: '2' })).status).toBe(303);
    expect(await only(sale)).toMatchObject({ status: 'awaiting-payment', total: 4330, country: 'FR' });
  });
});

describe('digital content', () => {
  const bytes = Buffer.from('Le film');
  const LINK = 'https://video.exemple.fr/pose';
  /** A paid order of an article that has a file, which is there by then, and a link. */
  async function bought(fields: Record<string, string>, downloads = {}) {
    const sale = await onSale(t, directory, { title: 'Vidéo' }, { price: PRICE, downloads });
    const add = (body: object) =>
      t.call(addArticleDocument, addDocumentContract, { params: { articleId: sale.articleId }, body });
    const announced = { contentType: 'video/mp4', size: bytes.length, sha256: sha256Hex(bytes) };
    const { body: file } = await add({ filename: 'vidéo.mp4', ...announced });
    const { body: link } = await add({ url: LINK, label: 'En ligne' });
    await t.put(file.upload, bytes);
    const key = new URL(file.upload.url).pathname.split('/').slice(2).join('/');
    await t.uploaded(acceptMedia, acceptMediaContract, { key, size: bytes.length });
    const { token } = await buy(t, sale, buyer(), { method: 'transfer', ...fields });
    const { id } = await only(sale);
    await t.call(markPaid, markPaidContract, { params: { orderId: id } });
    const download = (at = {}, document: string = file.id) =>
      t.submit(downloadDocument, downloadContract, { params: { token }, form: { document }, ...at });
    return { token, id, link: link.id as string, download };
  }
  const BOTH = { beginsAtOnce: 'on', acceptsLoss: 'on' };

  test('is counted when it is pressed, never when it is looked at; again within ten minutes it is free; reset, it opens again', async () => {
    const { token, id, link, download } = await bought(BOTH, { most: 2, days: 30 });
    for (let i = 0; i < 3; i++) expect((await show(t, token)).body).toMatch(/encore 2 téléchargements/);
    const file = await fetch((await download()).location ?? '');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    expect((await download({ clock: later(5) })).location).toMatch(/response-content-disposition=attachment/);
    expect((await download({}, link)).location).toBe(LINK);
    expect((await read(id)).downloads).toBe(2);
    // The last one, by two tabs: one wins.
    const last = await Promise.all([1, 2].map(() => download({ clock: later(20) })));
    expect(last.map(({ status }) => status)).toEqual([303, 303]);
    expect((await read(id)).downloads).toBe(3);
    expect((await download({ clock: later(40) })).status).toBe(409);
    expect((await show(t, token)).body).toMatch(/plus de téléchargement/);
    await t.call(resetDownloads, resetContract, { params: { orderId: id } });
    expect((await download({ clock: later(60) })).status).toBe(303);
    expect((await download({ clock: later(31 * 24 * 60) })).status).toBe(410);
  });

  test('both boxes ticked, it is there at once and the right is lost by the first download; otherwise it waits for the end of the period', async () => {
    const waived = await bought(BOTH);
    await confirmWithdrawalOf(waived.token);
    expect(await read(waived.id)).toMatchObject({ status: 'withdrawn', withdrawal: { outcome: 'accepted' } });
    const had = await bought(BOTH);
    await had.download();
    await confirmWithdrawalOf(had.token);
    expect(await read(had.id)).toMatchObject({ status: 'confirmed', withdrawal: { outcome: 'waived' } });
    const kept = await bought({ beginsAtOnce: 'on' });
    expect((await show(t, kept.token)).body).toMatch(/à la fin du délai de rétractation/);
    expect((await kept.download()).status).toBe(409);
    expect((await kept.download({ clock: later(20 * 24 * 60) })).status).toBe(303);
  });
  const confirmWithdrawalOf = (token: string) =>
    t.submit(confirmWithdrawal, confirmContract, {
      params: { token },
      form: { name: 'Anne', contract: 'Vidéo', email: 'anne@client.example' },
    });
});

test('eight at once for five places: five are held, none more', async () => {
  const place = { venue: 'Salle', address: '1 rue, Lyon', country: 'FR', startsAt: { at: '2027-06-01T10:00' } };
  const sale = await onSale(
    t,
    directory,
    { title: 'Foule', type: 'place', place },
    { capacity: 5, mostPerOrder: 1, price: PRICE },
  );
  const tokens = [];
  for (let i = 0; i < 8; i++) {
    const email = buyer();
    await checkout(t, sale, email);
    tokens.push(await orderTokenOf(t, email));
  }
  const answers = await Promise.all(tokens.map((token) => order(t, token, { method: 'transfer' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(303), ...Array(3).fill(409)]);
  expect(await stock(sale)).toEqual({ left: 0, held: 5, sold: 0 });
});

describe('withdrawal', () => {
  const form = { name: 'Anne Martin', contract: 'Le guide', email: 'anne@client.example' };
  const declare = (token: string, fields = form) =>
    t.submit(declareWithdrawal, declareContract, { params: { token }, form: fields });
  const confirm = (token: string, email: string, at = {}) =>
    t.submit(confirmWithdrawal, confirmContract, { params: { token }, form: { ...form, email }, ...at });

  test('two steps, one receipt with what, when and to whom, however often it is sent', async () => {
    const sale = await onSale(t, directory, { title: 'Cours', type: 'other' }, { price: PRICE });
    const email = buyer();
    const { token } = await buy(t, sale, email, { method: 'transfer' });
    const { id } = await only(sale);
    await t.call(markPaid, markPaidContract, { params: { orderId: id } });
    expect((await show(t, token)).body).toMatch(/Renoncer au contrat ici/);
    expect((await declare(token, { ...form, email: 'nulle part' })).status).toBe(422);
    expect((await declare(token)).body).toMatch(/>Confirmer la rétractation</);
    expect(await acts(id)).not.toContain('withdrawal-declared');
    await confirm(token, email);
    await confirm(token, email);
    expect(await read(id)).toMatchObject({ status: 'withdrawn', withdrawal: { outcome: 'accepted' } });
    const receipts = (await mailsTo(t, email)).filter(({ subject }) =>
      subject.startsWith('Reçu de votre rétractation'),
    );
    expect(receipts).toHaveLength(1);
    expect(receipts[0]?.text).toMatch(/Anne Martin.*Le guide/);
    expect(await stock(sale)).toMatchObject({ sold: 0 });
    expect((await refund(id)).body.status).toBe('refunded');
  });

  test('late, it has a receipt and a reason, and the merchant decides; before paying it cancels', async () => {
    const sale = await onSale(t, directory, { title: 'Cours du soir', type: 'other' }, { price: PRICE });
    const email = buyer();
    const { token } = await buy(t, sale, email, { method: 'transfer' });
    const { id } = await only(sale);
    await t.call(markPaid, markPaidContract, { params: { orderId: id } });
    await confirm(token, email, { clock: later(20 * 24 * 60) });
    expect(await read(id)).toMatchObject({ status: 'confirmed', withdrawal: { outcome: 'late' } });
    const second = await buy(t, sale, buyer(), { method: 'transfer' });
    await confirm(second.token, email);
    const [cancelled] = await listed(sale, { status: 'cancelled' });
    // It is looked at once more, for what was paid at the last moment, and then no more.
    expect(await isWoken(cancelled.id)).toBe(true);
    await settle(cancelled.id, { clock: later(6) });
    expect(await isWoken(cancelled.id)).toBe(false);
    expect(await stock(sale)).toMatchObject({ held: 0 });
  });
});

describe('a bank statement', () => {
  // An account of its own: its lines are counted, and an address may order sixty times in ten minutes.
  beforeAll(async () => {
    t = await tenant();
    directory = await openShop(t);
  });
  const bring = (lines: object[]) => t.call(addStatement, addContract, { body: { lines } });
  const matchAll = async () => {
    for (let data = await t.queued('match-bank-statement'); data.length; data = await t.queued('match-bank-statement'))
      for (const one of data) await t.receive(matchStatement, matchContract, one);
  };
  const lines = async (status?: string) =>
    (await t.call(listLines, linesContract, { query: status ? { status } : {} })).body.items;
  const line = (amount: number, text: string, day = '2026-11-27') => ({
    amount,
    bookedOn: day,
    text,
    payer: 'Anne Martin',
  });

  test('exact, partial, surplus, unknown, double: each has its end; the same again is nothing, two equal ones are two', async () => {
    const sale = await onSale(t, directory, { title: 'Relevé', type: 'other' }, { price: PRICE });
    const emails = [buyer(), buyer(), buyer()];
    for (const email of emails) await buy(t, sale, email, { method: 'transfer' });
    const refs = Object.fromEntries((await listed(sale)).map((one: { email: string }) => [one.email, one]));
    const [exact, part, more] = emails.map((email) => refs[email]);
    const told = [
      line(1990, `Commande ${exact.reference.toLowerCase()}`),
      line(1000, part.reference),
      line(2500, more.reference),
      line(700, 'Merci pour tout'),
      line(700, 'Merci pour tout'),
    ];
    expect((await bring(told)).body).toMatchObject({ lines: 5, ignored: 0 });
    await matchAll();
    expect(await read(exact.id)).toMatchObject({ status: 'confirmed', received: 1990 });
    expect(await read(part.id)).toMatchObject({ status: 'awaiting-payment', received: 1000 });
    expect(await mails(part.email)).toContain('Virement attendu : Relevé');
    expect((await mailsTo(t, part.email))[0]?.text).toMatch(/il manque 9,90/);
    expect(await read(more.id)).toMatchObject({ status: 'confirmed', received: 1990 });
    expect(await lines('refund-due')).toMatchObject([{ orderIds: [more.id], refundDue: 510 }]);
    expect(await lines('unmatched')).toHaveLength(2);
    // The same file again, and the rest of the part.
    await bring(told);
    await bring([line(990, part.reference, '2026-11-28'), line(1990, exact.reference, '2026-11-28')]);
    await matchAll();
    expect(await read(part.id)).toMatchObject({ status: 'confirmed', received: 1990 });
    expect(await lines()).toHaveLength(7);
    expect((await lines('refund-due')).map(({ refundDue }: { refundDue: number }) => refundDue).sort()).toEqual([
      1990, 510,
    ]);
    const [unknown] = await lines('unmatched');
    const discard = () => t.call(discardLine, discardContract, { params: { lineId: unknown.id } });
    expect((await discard()).body.status).toBe('discarded');
    expect((await discard()).body.type).toEqual(ofType('line-settled'));
  });

  describe('as a table', () => {
    const csv = (reference: string) => Buffer.from(`Date;Montant;Libellé\n27/11/2026;19,90;${reference}\n`);
    const send = (bytes: Uint8Array, request: object = {}) => {
      const form = new FormData();
      form.set('statement', new Blob([new Uint8Array(bytes)]), 'releve.csv');
      form.set('request', JSON.stringify(request));
      return t.call(addStatement, addContract, { form });
    };
    const world = async (title: string) => {
      const sale = await onSale(t, directory, { title, type: 'other' }, { price: PRICE });
      await buy(t, sale, buyer(), { method: 'transfer' });
      return only(sale);
    };

    test('is shown first, as it is read; brought, it confirms; brought again, it is nothing', async () => {
      const { id, reference } = await world('Tableau');
      const shown = await send(csv(reference), { preview: true });
      expect(shown.status).toBe(200);
      expect(shown.body).toMatchObject({
        lines: 1,
        read: { columns: { day: 'Date', amount: 'Montant', text: 'Libellé' }, reading: { delimiter: ';' } },
        first: [{ amount: 1990, bookedOn: '2026-11-27', text: reference }],
      });
      await matchAll();
      expect((await read(id)).status).toBe('awaiting-payment');
      const before = (await lines()).length;
      for (let i = 0; i < 2; i++) {
        expect((await send(csv(reference))).body).toMatchObject({ lines: 1, ignored: 0 });
        await matchAll();
      }
      expect(await read(id)).toMatchObject({ status: 'confirmed', received: 1990 });
      expect(await lines()).toHaveLength(before + 1);
    });

    test('that is large is announced, sent, read as it arrives; what cannot be read says why', async () => {
      const { id, reference } = await world('Grand');
      const announced = async (bytes: Buffer) => {
        const { body } = await t.call(announceStatement, announceContract, {
          body: { size: bytes.length, sha256: sha256Hex(bytes) },
        });
        return body;
      };
      const became = async (statementId: string) =>
        (await t.call(getStatement, statementContract, { params: { statementId } })).body;
      const sent = async (bytes: Buffer) => {
        const { id: statementId, upload } = await announced(bytes);
        await t.put(upload, bytes);
        const key = statementKey(t.tenant, statementId);
        await t.uploaded(acceptStatement, acceptStatementContract, { key, size: bytes.length });
        await matchAll();
        return became(statementId);
      };
      expect(await sent(csv(reference))).toMatchObject({ status: 'matched', lines: 1, done: 1 });
      expect((await read(id)).status).toBe('confirmed');
      expect(await sent(Buffer.from('Quand;Combien\n'))).toMatchObject({
        status: 'failed',
        failure: expect.stringMatching(/quelle colonne porte la date/),
      });
      const lost = await announced(csv(reference));
      await t.receive(matchStatement, matchContract, { tenant: t.tenant, statementId: lost.id });
      expect(await became(lost.id)).toMatchObject({
        status: 'failed',
        failure: expect.stringMatching(/jamais arrivé/),
      });
    });
  });

  test('a part that came in can go back; then all of it is due again', async () => {
    const sale = await onSale(t, directory, { title: 'Acompte', type: 'other' }, { price: PRICE });
    await buy(t, sale, buyer(), { method: 'transfer' });
    const { id, reference } = await only(sale);
    await bring([line(1000, reference)]);
    await matchAll();
    expect((await refund(id)).body).toMatchObject({ status: 'awaiting-payment', received: 1000, refunded: 1000 });
    await bring([line(1990, reference, '2026-11-29')]);
    await matchAll();
    expect(await read(id)).toMatchObject({ status: 'confirmed', received: 2990, refunded: 1000 });
  });

  test('a part is owed back when the rest does not come in time, the buyer withdraws, or nobody waits for it any more', async () => {
    const place = { venue: 'Atelier', address: '1 rue, Lyon', country: 'FR', startsAt: { at: '2027-06-01T10:00' } };
    const sale = await onSale(t, directory, { title: 'Parts', type: 'place', place }, { price: PRICE, capacity: 9 });
    const bought = [];
    for (const email of [buyer(), buyer(), buyer()]) bought.push(await buy(t, sale, email, { method: 'transfer' }));
    const [late, withdrawn, expired] = (await listed(sale)).reverse();
    await bring([line(1000, late.reference), line(800, withdrawn.reference)]);
    await matchAll();
    await settle(late.id, { clock: later(15 * 24 * 60) });
    await settle(expired.id, { clock: later(15 * 24 * 60) });
    const params = { token: bought[1]?.token ?? '' };
    const form = { name: 'Anne', contract: 'Parts', email: buyer() };
    await t.submit(confirmWithdrawal, confirmContract, { params, form });
    await bring([line(600, expired.reference)]);
    await matchAll();
    const owed = { status: 'to-refund', because: 'partial' };
    expect(await read(late.id)).toMatchObject({ ...owed, received: 1000 });
    expect(await read(expired.id)).toMatchObject({ ...owed, received: 600 });
    expect(await read(withdrawn.id)).toMatchObject({ ...owed, because: 'cancelled', received: 800 });
    expect(await listed(sale, { status: 'to-refund' })).toHaveLength(3);
    expect(await stock(sale)).toEqual({ left: 9, held: 0, sold: 0 });
    expect((await refund(late.id)).body).toMatchObject({ status: 'refunded', refunded: 1000 });
    const accepted = await t.call(markPaid, markPaidContract, { params: { orderId: expired.id } });
    expect(accepted.body).toMatchObject({ status: 'confirmed', received: 600 });
  });

  test('one transfer of two orders is split only when it is exact; a person assigns what told nothing', async () => {
    const sale = await onSale(t, directory, { title: 'Deux', type: 'other' }, { price: PRICE });
    for (const email of [buyer(), buyer(), buyer()]) await buy(t, sale, email, { method: 'transfer' });
    const [a, b, c] = await listed(sale);
    await bring([line(3980, `${a.reference} et ${b.reference}`), line(1990, 'sans référence', '2026-11-26')]);
    await matchAll();
    expect([(await read(a.id)).status, (await read(b.id)).status]).toEqual(['confirmed', 'confirmed']);
    const blank = (await lines('unmatched')).find(({ text }: { text: string }) => text === 'sans référence');
    const params = { lineId: blank.id };
    expect((await t.call(assignLine, assignContract, { params, body: { orderId: c.id } })).body).toMatchObject({
      status: 'matched',
    });
    expect((await read(c.id)).status).toBe('confirmed');
  });
});

describe('results', () => {
  test('the sales as CSV and JSON, and VAT by day', async () => {
    const sale = await onSale(t, directory, { title: '=HYPERLINK("x")', type: 'other' }, { price: PRICE });
    await buy(t, sale, buyer(), { method: 'transfer' });
    const { id } = await only(sale);
    await t.call(markPaid, markPaidContract, { params: { orderId: id } });
    const get = async (query: object) => {
      const answer = await t.call(exportOrders, exportContract, {
        query: { saleActionId: sale.saleActionId, ...query },
      });
      return (await fetch(answer.location ?? '')).text();
    };
    const csv = await get({});
    expect(csv.split('\r\n')[0]).toMatch(/orderId;saleActionId/);
    expect(csv).toMatch(/;EUR;16[.,]58;3[.,]32;19[.,]90;/);
    expect(csv).not.toMatch(/;=HYPERLINK|;"=HYPERLINK/);
    expect(JSON.parse(await get({ format: 'json' })).items).toMatchObject([{ orderId: id, total: '19.90' }]);
    const day = new Date().toISOString().slice(0, 10);
    expect(JSON.parse(await get({ format: 'json', report: 'vat' })).items).toEqual([
      { day, vatRate: 20, currency: 'EUR', sales: 1, net: '16.58', vat: '3.32', total: '19.90' },
    ]);
  });
});
