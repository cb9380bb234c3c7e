import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildAssets } from '../infra/assets.ts';
import { LOCALES } from '../shared/text.ts';
import { launchBrowser } from './browser.ts';
import { type PageServer, servePages } from './page-server.ts';
import { samplePages } from './sample-pages.tsx';

const PHONE = { width: 360, height: 740 };
const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'Guichet', version: '1' },
  paths: { '/v1/contacts': { get: { summary: 'List contacts', responses: { 200: { description: 'OK' } } } } },
};

async function threePages(): Promise<Uint8Array> {
  const pdf = PDF.create();
  for (const number of [1, 2, 3]) {
    pdf.addPage({ size: 'a4' }).drawText(`Devis, feuillet ${number}`, { x: 60, y: 700, size: 28 });
  }
  return pdf.save();
}

let folder: string;
let server: PageServer;
let browser: Browser;
let axe: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  await buildAssets(folder);
  const answers = new Map<string, { type: string; body: string | Uint8Array }>([
    ['/document.pdf', { type: 'application/pdf', body: await threePages() }],
    ['/openapi.json', { type: 'application/json', body: JSON.stringify(OPENAPI) }],
  ]);
  for (const locale of LOCALES) {
    for (const [path, page] of Object.entries(samplePages(locale))) {
      answers.set(`/${locale}${path}`, { type: 'text/html; charset=utf-8', body: String(page) });
    }
  }
  server = await servePages(answers, folder);
  browser = await launchBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}, 60_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  server.posted.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a page; `refused` collects what the browser complained of. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<{ page: Page; refused: string[] }> {
  const page = await browser.newPage({ viewport: PHONE, ...options });
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  page.on('pageerror', (error) => refused.push(error.message));
  await page.goto(server.url + path);
  return { page, refused };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate("axe.run({ exclude: ['#swagger-ui'] })")) as AxeResults;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

const paths = LOCALES.flatMap((locale) => Object.keys(samplePages(locale)).map((path) => `/${locale}${path}`));

describe.each(paths)('%s', (path) => {
  test('is accessible in the light and in the dark, and fits a phone', async () => {
    const { page } = await open(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page)).toEqual([]);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
  });

  test('sends each of its forms without JavaScript', async () => {
    const { page } = await open(path, { javaScriptEnabled: false });
    const buttons = page.locator('button:visible');
    const count = await buttons.count();
    for (let index = 0; index < count; index++) {
      if (await page.locator('#code').count()) await page.locator('#code').fill('123 456');
      await buttons.nth(index).click();
      await page.waitForURL(/\/post\//);
      await page.goBack();
    }
    expect(server.posted).toHaveLength(count);
    expect(count).toBe(await page.locator('form').count());
  });
});

describe('the viewer', () => {
  test('draws every page of the document, with its text for who does not see it', async () => {
    const { page, refused } = await open('/fr/sign');
    for (const number of [1, 2, 3]) {
      const sheet = page.getByRole('group', { name: `Page ${number} sur 3` });
      await sheet.scrollIntoViewIfNeeded();
      await sheet.locator('canvas').waitFor();
      expect(await sheet.textContent()).toContain(`Devis, feuillet ${number}`);
      expect(await sheet.locator('canvas').evaluate(darkest)).toBeLessThan(128);
    }
    expect(await page.locator('canvas').count()).toBe(3);
    expect(refused).toEqual([]);
  });

  test('is accessible once the document is displayed', async () => {
    const { page } = await open('/fr/sign');
    await page.locator('canvas').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('tells the server when the first page is displayed, then how many were seen', async () => {
    const { page } = await open('/fr/sign', { timezoneId: 'Indian/Reunion' });
    await vi.waitFor(() =>
      expect(server.posted).toEqual([
        { path: '/post/opened', fields: { pagesViewed: '1', timeZone: 'Indian/Reunion' } },
      ]),
    );
    for (const number of [2, 3]) {
      const sheet = page.getByRole('group', { name: `Page ${number} sur 3` });
      await sheet.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await sheet.locator('canvas').waitFor();
    }
    await page.getByRole('button', { name: 'Signer' }).click();
    await vi.waitFor(() =>
      expect(server.posted).toContainEqual({
        path: '/post/opened',
        fields: { pagesViewed: '3', timeZone: 'Indian/Reunion' },
      }),
    );
  });

  test('points to the plain link when the document cannot be displayed', async () => {
    const { page } = await open('/fr/sign-unreadable');
    await page.getByText('n’a pas pu être affiché').waitFor();
    expect(await page.getByRole('link', { name: 'Ouvrir le document (PDF)' }).getAttribute('href')).toBe(
      '/missing.pdf',
    );
    expect(server.posted).toEqual([]);
  });
});

describe('forms', () => {
  test('the code is typed and sent with the keyboard alone', async () => {
    const { page } = await open('/fr/code');
    await page.keyboard.press('Tab');
    await page.keyboard.type('123 456');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/post\/sign/);
    expect(server.posted).toEqual([{ path: '/post/sign', fields: { code: '123 456', consentVersion: '2027-01' } }]);
  });

  test('a double click sends one form', async () => {
    const { page } = await open('/fr/sign');
    await page.getByRole('button', { name: 'Signer' }).dblclick();
    await page.waitForURL(/\/post\/code/);
    expect(server.posted.filter(({ path }) => path === '/post/code')).toHaveLength(1);
  });

  test('the API key is copied', async () => {
    const { page } = await open('/fr/activated', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copier' }).first().click();
    await page.getByRole('button', { name: 'Copié' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^gk_/);
  });
});

test('the API documentation shows the calls, under the same policy as every page', async () => {
  const { page, refused } = await open('/fr/docs');
  await page.getByText('List contacts').waitFor();
  expect(refused).toEqual([]);
});

/** The luminance of the darkest pixel of a canvas: a blank page is all white. */
function darkest(element: Element): number {
  const canvas = element as HTMLCanvasElement;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  let low = 255;
  for (let index = 0; index < data.length; index += 4) low = Math.min(low, data[index]!);
  return low;
}
