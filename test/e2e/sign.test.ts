import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { codeIn, type InboxMessage, linkIn } from '../../demo/parties.ts';
import { publishedBy } from '../../functions/proof/known-makers.ts';
import { verifySignature } from '../../functions/signatures/proof/verifier.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { verifySealedPdf } from '../../shared/documents/verify-pdf.ts';
import { launchBrowser } from '../browser.ts';
import { type Business, business, customer, realCloud, sampleQuote } from './cloud.ts';
import { focused, violations, visitor } from './visitor.ts';

let cloud: Cloud;
let browser: Browser;
let durand: Business;

beforeAll(async () => {
  [cloud, browser] = await Promise.all([realCloud(), launchBrowser()]);
  durand = await business(cloud);
}, 300_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await cloud?.close();
});

const texts = async (phone: string): Promise<InboxMessage[]> => durand.mailbox.messages(phone);
const invitation = async (email: string) => linkIn(await durand.mailbox.next(email), '/sign/');
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const typeCode = (page: Page, code: string) => page.getByLabel('Code reçu par SMS').fill(code);
const wrong = (code: string) => (code === '000000' ? '111111' : '000000');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();

test('two customers sign a quote on their phones, one with scripts and one without', async () => {
  const [zoe, paul] = [customer('Zoé Lefèvre'), customer('Paul Lefèvre')];
  const requestId = await durand.asksToSign([zoe, paul], { message: 'Bonjour,\nvoici le devis de l’escalier.' });

  await durand.reaches(
    requestId,
    'both invitations',
    ({ history }) => history.filter(({ act }) => act === 'email-sent').length === 2,
  );

  const { page, complaints } = await visitor(browser);
  const link = await invitation(zoe.email);
  await page.goto(link);
  const sheet = page.getByRole('group', { name: 'Page 1 sur 1' });
  await sheet.locator('canvas').waitFor();
  expect(await sheet.textContent()).toContain('Escalier quart tournant');
  expect(await sheet.locator('canvas').evaluate(inkOf)).toBeGreaterThan(0);
  expect(await page.getByText('voici le devis de l’escalier.').isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  const opened = await durand.reaches(
    requestId,
    'the page to tell that it was opened',
    ({ status }) => status === 'opened',
  );
  expect(opened.history.at(-1)).toMatchObject({
    act: 'opened',
    details: { via: 'page', pagesViewed: 1, timeZone: 'Europe/Paris' },
  });

  await page.getByRole('button', { name: 'Signer', exact: true }).dblclick();
  await heading(page, 'Confirmez votre signature');
  expect(await violations(page)).toEqual([]);
  const first = await durand.mailbox.next(zoe.phone);
  await typeCode(page, wrong(codeIn(first)));
  await press(page, 'Valider la signature');
  await alert(page, 'Code incorrect. Il vous reste 4 essais.');
  expect(await violations(page)).toEqual([]);

  // Another would make this one dead: it is counted down to.
  await page.getByText(/un autre dans 0:[0-2]\d/).waitFor();
  expect(await page.getByRole('button', { name: 'Renvoyer le code' }).isDisabled()).toBe(true);
  expect((await texts(zoe.phone)).map(({ id }) => id)).toEqual([first.id]);
  await typeCode(page, codeIn(first));
  await page.getByRole('button', { name: 'Valider la signature' }).dblclick();
  await heading(page, 'Document signé');
  expect(await page.getByText('Il manque encore la signature de Paul Lefèvre.').isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  // The browser itself tells of answers such as 422.
  expect(complaints.filter((complaint) => !complaint.includes('status of 422'))).toEqual([]);

  const { page: plain, context } = await visitor(browser, { javaScriptEnabled: false });
  const plainLink = await invitation(paul.email);
  await plain.goto(plainLink);
  await press(plain, 'Signer');
  await alert(plain, 'Ouvrez d’abord le document');
  const pdf = await plain.getByRole('link', { name: 'Ouvrir le PDF' }).getAttribute('href');
  const shown = await context.request.get(new URL(pdf ?? '', plainLink).href);
  expect(shown.headers()['content-type']).toBe('application/pdf');
  expect(new Uint8Array(await shown.body())).toEqual(await sampleQuote());
  await plain.getByRole('button', { name: 'Signer', exact: true }).dblclick();
  await heading(plain, 'Confirmez votre signature');
  const code = codeIn(await durand.mailbox.next(paul.phone));
  await typeCode(plain, wrong(code));
  await press(plain, 'Valider la signature');
  await alert(plain, 'Code incorrect. Il vous reste 4 essais.');
  await typeCode(plain, code);
  await plain.getByRole('button', { name: 'Valider la signature' }).dblclick();
  await heading(plain, 'Document signé');
  expect(await texts(paul.phone)).toHaveLength(1);

  const done = await durand.reaches(
    requestId,
    'both confirmations',
    ({ history }) => history.filter(({ act }) => act === 'notified').length === 2,
  );
  const signed = ['opened', 'code-sent', 'code-refused', 'code-validated', 'signed'];
  expect(done.status).toBe('completed');
  expect(done.history.map(({ act }) => act)).toEqual([
    'requested',
    'email-sent',
    'email-sent',
    ...signed,
    ...signed,
    'sealed',
    'filed',
    'notified',
    'notified',
  ]);

  await page.goto(link);
  await page.getByText('Le document est scellé').waitFor();
  const sealed = await durand.download(`/v1/signature-requests/${requestId}/sealed-document`);
  expect(await verifySealedPdf(sealed)).toMatchObject({ valid: true, problems: [] });
  for (const { email } of [zoe, paul]) {
    const [confirmation, ...before] = await durand.mailbox.messages(email);
    expect(before).toHaveLength(1);
    const own = await fetch(linkIn(confirmation!, '/sealed/'));
    expect(own.headers.get('content-type')).toBe('application/pdf');
    expect(new Uint8Array(await own.arrayBuffer())).toEqual(sealed);
  }
  const evidence = await verifySignature(
    await durand.download(`/v1/signature-requests/${requestId}/evidence`),
    await publishedBy(cloud.apiUrl),
  );
  expect(evidence.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(evidence).toMatchObject({
    verdict: 'valid',
    summary: { requestId, signers: ['Zoé Lefèvre', 'Paul Lefèvre'] },
  });
});

/** How many of a canvas's pixels are dark. */
function inkOf(canvas: HTMLCanvasElement): number {
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i]! + data[i + 1]! + data[i + 2]! < 384) dark++;
  return dark;
}

test('an English customer signs with the keyboard alone', async () => {
  const ann = customer('Ann Taylor');
  const requestId = await durand.asksToSign([ann], { locale: 'en' });
  const { page } = await visitor(browser, { isMobile: false, hasTouch: false, locale: 'en-GB' });
  await page.goto(await invitation(ann.email));
  await page.locator('canvas').waitFor();
  for (const stop of ['−', '+', 'Open the PDF', 'Sign']) {
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(stop);
  }
  await page.keyboard.press('Enter');
  await heading(page, 'Confirm your signature');
  for (const stop of ['By confirming, you agree to this', 'code']) {
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(stop);
  }
  const message = await durand.mailbox.next(ann.phone);
  expect(message.text).toContain('is your code');
  await page.keyboard.type(codeIn(message));
  await page.keyboard.press('Enter');
  await heading(page, 'Document signed');
  await durand.reaches(requestId, 'its end', ({ status }) => status === 'completed');
});
