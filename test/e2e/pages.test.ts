import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inbox, linkIn } from '../../demo/parties.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { launchBrowser } from '../browser.ts';
import { business, realCloud } from './cloud.ts';
import { violations, visitor } from './visitor.ts';

let cloud: Cloud;
let browser: Browser;

beforeAll(async () => {
  [cloud, browser] = await Promise.all([realCloud(), launchBrowser()]);
}, 300_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await cloud?.close();
});

/** Runs a `curl` command that a page shows, without curl. */
async function carryOut(command: string): Promise<Response> {
  const [, url = ''] = /^curl (\S+)/.exec(command) ?? [];
  const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]);
  const [, body] = /-d '([^']+)'/.exec(command) ?? [];
  return fetch(url, { method: 'POST', headers: Object.fromEntries(headers), body: body ?? null });
}

const shownIn = async (page: Page, id: string) => (await page.locator(`#${id}`).textContent())?.trim() ?? '';

async function activationLink(email: string): Promise<string> {
  const person = { email, firstName: 'Anne', lastName: 'Martin' };
  const asked = await fetch(`${cloud.apiUrl}/v1/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person),
  });
  expect(asked.status).toBe(202);
  return linkIn(await inbox(cloud.inboxUrl).next(email), '/activate/');
}

test.each([
  ['with scripts', true],
  ['without', false],
])(
  'an account is opened by a double click on its button, %s, and its key opens the API',
  async (_, javaScriptEnabled) => {
    const { page, complaints } = await visitor(browser, { javaScriptEnabled });
    const link = await activationLink(`${randomUUID()}@martin.example`);
    await page.goto(link);
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Activer mon compte' }).dblclick();
    await page.getByRole('heading', { name: 'Votre compte est actif' }).waitFor();
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);

    const command = await shownIn(page, 'first-call');
    expect(command).toContain(await shownIn(page, 'api-key'));
    const first = await carryOut(command);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ kind: 'customer', firstName: 'Anne' });
  },
);

test('a consent is asked for, given, refused and withdrawn in a browser without scripts; what only looks at a link changes nothing', async () => {
  const { json } = await business(cloud);
  const mailbox = inbox(cloud.inboxUrl);
  const askedOf = async (name: string) => {
    const email = `${name}.${randomUUID()}@client.example`;
    await json('POST', '/v1/contacts', { kind: 'customer', lastName: 'Martin', emails: [email], phones: [] });
    const path = `/v1/consents/${email}`;
    await json('POST', `${path}/request`, {});
    const statusIs = async (status: string) =>
      expect(await json<{ status: string }>('GET', path)).toMatchObject({ status });
    return { email, statusIs, path, link: linkIn(await mailbox.next(email), '/consent/') };
  };
  const [anne, paul] = [await askedOf('anne'), await askedOf('paul')];
  const unsubscribe = anne.link.replace('/consent/', '/unsubscribe/');
  for (const link of [anne.link, unsubscribe]) {
    for (const method of ['HEAD', 'OPTIONS', 'GET']) await fetch(link, { method });
  }
  await anne.statusIs('pending');

  const { page, complaints } = await visitor(browser, { javaScriptEnabled: false });
  const heading = (name: RegExp) => page.getByRole('heading', { name }).waitFor();
  await page.goto(anne.link);
  await page.getByRole('button', { name: 'J’accepte' }).click();
  await heading(/vous acceptez/i);
  await anne.statusIs('accepted');
  await page.goto(paul.link);
  await page.getByRole('button', { name: 'Je refuse' }).click();
  await heading(/refus/i);
  await paul.statusIs('refused');
  await page.goto(unsubscribe);
  await anne.statusIs('accepted');
  await page.getByRole('button', { name: /désabonner/i }).click();
  await heading(/C’est noté/);
  await anne.statusIs('refused');
  const { items } = await json<{ items: { act: string }[] }>('GET', `${anne.path}/history`);
  const acts = items.map(({ act }) => act);
  expect(acts.filter((act) => !/^(email-|sealed)/.test(act))).toEqual(['requested', 'accepted', 'withdrawn']);
  expect(complaints).toEqual([]);
});

test('the developers’ home leads to the documentation and the inbox, and its first call works', async () => {
  const { page, complaints } = await visitor(browser);
  await page.goto(cloud.apiUrl);
  expect(await violations(page)).toEqual([]);
  const called = await carryOut(await shownIn(page, 'sign-up'));
  expect(called.status).toBe(202);
  await inbox(cloud.inboxUrl).next('vous@example.com');

  await page.getByRole('link', { name: 'La documentation de l’API' }).click();
  await page.locator('#sendForSignature').waitFor({ state: 'attached' });
  expect(await violations(page)).toEqual([]);

  await page.goto(cloud.apiUrl);
  await page.getByRole('link', { name: 'Les e-mails et SMS capturés' }).click();
  await page.getByRole('link', { name: 'vous@example.com' }).click();
  const mail = page.frameLocator('iframe');
  const button = mail.getByRole('link', { name: 'Activer mon compte' });
  const [opened] = await Promise.all([page.context().waitForEvent('page'), button.click()]);
  await opened.getByRole('button', { name: 'Activer mon compte' }).waitFor();
  expect(complaints).toEqual([]);
});

test('health and the API document answer', async () => {
  const health = await fetch(`${cloud.apiUrl}/health`);
  expect(health.status).toBe(200);
  const document = await (await fetch(`${cloud.apiUrl}/openapi.json`)).json();
  expect(document).toMatchObject({
    openapi: expect.stringMatching(/^3\.1\./),
    paths: { '/v1/signature-requests': { post: {} } },
  });
});

test('a link that is none says so on a page, in the reader’s language', async () => {
  for (const [locale, title] of [
    ['fr-FR', 'Introuvable'],
    ['en-GB', 'Not found'],
  ] as const) {
    const { page } = await visitor(browser, { locale });
    const answer = await page.goto(`${cloud.apiUrl}/sign/${'x'.repeat(43)}`);
    expect(answer?.status()).toBe(404);
    await page.getByRole('heading', { name: title }).waitFor();
  }
});
