import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { linkIn, until } from '../../demo/parties.ts';
import { addFile, type OnSale, openShop, orderOf, orderReaches, putOnSale } from '../../demo/shop.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { launchBrowser } from '../browser.ts';
import { business, realCloud } from './cloud.ts';
import { visitor } from './visitor.ts';

/** People buy on a phone, in a browser that runs no script. */

let cloud: Cloud;
let browser: Browser;
let shop: Awaited<ReturnType<typeof business>>;

beforeAll(async () => {
  [cloud, browser] = await Promise.all([realCloud(), launchBrowser()]);
  shop = await business(cloud);
  const { ok } = await openShop(shop, { name: 'Éditions Durand', directory: `durand-${randomUUID().slice(0, 8)}` });
  expect(ok).toBe(true);
}, 300_000);
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});
afterAll(async () => {
  await browser?.close();
  await cloud?.close();
});

const PAY = 'Commander avec obligation de paiement';
const PRICE = { amount: 1990, vat: 'included', vatRate: 5.5 };
const sale = (article: object, action: object = {}) =>
  putOnSale(
    shop,
    { name: 'Vente', title: 'Le guide', type: 'other', ...article },
    { name: 'Vente', price: PRICE, asksTerms: true, ...action },
  );
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** Somebody comes to the page of a sale and gives an address; the page that the mail leads to. */
async function comes({ url }: OnSale) {
  const { page, complaints } = await visitor(browser, { javaScriptEnabled: false });
  const email = `${randomUUID()}@client.example`;
  await page.goto(url);
  await page.getByLabel('Votre adresse e-mail').fill(email);
  await page.locator('form[action$="/checkout"] button').click();
  await heading(page, 'Regardez votre boîte e-mail');
  await page.goto(linkIn(await shop.mailbox.next(email), '/order/'));
  return { page, email, complaints };
}

/** The form is filled in and sent; shipping changes the total, which is shown before the button that binds. */
async function orders(page: Page, how: 'card' | 'transfer', fill: () => Promise<unknown> = async () => {}) {
  await page.getByLabel('Nom et prénom').fill('Anne Martin');
  await fill();
  await page.getByLabel(how === 'card' ? /Par carte/ : /Par virement/).check();
  await page.getByLabel(/conditions générales/).check();
  if (!(await page.getByRole('button', { name: PAY }).count())) await page.locator('form button[type=submit]').click();
  await press(page, PAY);
}

/** Looks at the page again until it says so. */
const says = (page: Page, name: string | RegExp) =>
  until(String(name), async () => {
    await page.reload();
    return (await page.getByRole('heading', { level: 1, name }).count()) ? true : undefined;
  });
const THANKS = 'Merci, votre commande est confirmée';

test('for nothing: an address is enough', async () => {
  const free = await sale({ title: 'Guide offert', type: 'digital' }, { price: undefined, asksTerms: false });
  await addFile(shop, free.articleId, 'offert.txt', Buffer.from('offert'));
  const { page, complaints } = await comes(free);
  await heading(page, THANKS);
  await page.getByRole('button', { name: /^Télécharger/ }).waitFor();
  expect(complaints).toEqual([]);
});

test('digital, by card, refused and then paid: downloaded until the limit', async () => {
  const guide = await sale({ type: 'digital' }, { downloads: { most: 1 } });
  await addFile(shop, guide.articleId, 'guide.txt', Buffer.from('Le guide.'));
  const { page, email } = await comes(guide);
  await orders(page, 'card', async () => {
    await page.getByLabel(/dès maintenant/).check();
    await page.getByLabel(/Je reconnais perdre/).check();
  });
  await press(page, 'Carte refusée');
  await page.getByText('Votre carte a été refusée').waitFor();
  await press(page, 'Payer par carte');
  await says(page, THANKS);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Télécharger/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('guide.txt');
  await page.reload();
  expect(await page.getByRole('button', { name: /^Télécharger/ }).count()).toBe(0);
  await page.getByText(/plus de téléchargement/).waitFor();
  expect(await orderOf(shop, guide, email)).toMatchObject({ status: 'confirmed' });
});

test('by a debit that the bank confirms days later: shown as under way, then confirmed', async () => {
  const thing = await sale({ title: 'Planche' });
  const { page, email } = await comes(thing);
  await orders(page, 'card');
  await press(page, 'Payer par prélèvement SEPA');
  await says(page, 'Votre paiement est en cours');
  const order = page.url();
  await page.goto(cloud.engines.endpoints.stripe);
  await page.locator('section', { hasText: email }).getByRole('button', { name: 'Le prélèvement aboutit' }).click();
  await page.goto(order);
  await says(page, THANKS);
});

test('a book that is shipped, by transfer; then the buyer withdraws', async () => {
  const book = await sale(
    { title: 'Le livre', type: 'book', book: { author: 'Anne Durand' }, isShipped: true },
    { shipping: { restOfWorld: null, countries: [{ country: 'FR', amount: 350 }], days: 5 } },
  );
  const { page, email } = await comes(book);
  await orders(page, 'transfer', async () => {
    await page.getByLabel('Rue et numéro').fill('1 rue Haute');
    await page.getByLabel('Code postal').fill('69003');
    await page.getByLabel('Ville').fill('Lyon');
    await page.getByLabel('Pays').selectOption('FR');
  });
  await heading(page, /attend/);
  expect(await page.locator('main').textContent()).toMatch(/23,40/);
  const { reference = '' } = (await orderOf(shop, book, email)) ?? {};
  await shop.json('POST', '/v1/bank-statements', {
    lines: [{ amount: 2340, bookedOn: '2026-11-28', text: reference, payer: 'Anne Martin' }],
  });
  await orderReaches(shop, book, email, 'confirmed');
  await says(page, THANKS);
  await page.getByRole('link', { name: 'Renoncer au contrat ici' }).click();
  await press(page, 'Renoncer au contrat ici');
  await page.getByText(/je notifie ma rétractation/).waitFor();
  await press(page, 'Confirmer la rétractation');
  await says(page, /renoncé/);
  await shop.mailbox.next(email, ({ subject }) => /rétractation/i.test(subject ?? ''));
});

test('a place, by card: its ticket passes at the door once', async () => {
  const startsAt = { at: '2027-06-01T10:00' };
  const place = { venue: 'Atelier', address: '1 rue Haute, Lyon', country: 'FR', startsAt };
  const concert = await sale({ title: 'Concert', type: 'place', place }, { capacity: 1 });
  const { page } = await comes(concert);
  await orders(page, 'card');
  await press(page, 'Payer par carte');
  await says(page, THANKS);
  const code = await page.locator('code').textContent();
  const checkIn = () => shop.json<{ status: string }>('POST', `/v1/tickets/${code}/check-in`);
  await checkIn();
  await expect(checkIn()).rejects.toThrow(/409/);
  const late = await visitor(browser, { javaScriptEnabled: false });
  await late.page.goto(concert.url);
  await late.page
    .getByText(/complet/i)
    .first()
    .waitFor();
});
