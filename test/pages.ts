import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { LOCALES, type Locale } from '../shared/text.ts';
import { sharedBrowser } from './browser.ts';
import { PATIENCE } from './eventually.ts';
import { type Answers, AXE, ONLOOKER, type Posted, servePages } from './page-server.ts';

/** Pages that a person may see, in the states that look different: path -> page. */
export type Samples = Readonly<Record<`/${string}`, (locale: Locale) => unknown>>;

const OTHERS = LOCALES.filter((locale) => locale !== 'fr');
const PHONE = { width: 360, height: 740 };
const HTML = 'text/html; charset=utf-8';

export interface Site {
  /** What the pages posted during a test, in order. */
  posted: readonly Posted[];
  /** Opens a page, on a phone unless said otherwise; `refused` collects what the browser complained of. */
  open(path: string, options?: BrowserContextOptions): Promise<{ page: Page; refused: string[] }>;
  /**
   * Leads a window there that the file keeps, one for each way of looking: to open one takes longer than to look at a
   * page. For looks that leave nothing behind.
   */
  visit(path: string, look?: Look): Promise<Page>;
}

/** A phone that runs scripts and keeps still, or one that runs none. */
type Look = 'still' | 'scriptless';
const LOOKS: Readonly<Record<Look, BrowserContextOptions>> = {
  still: { viewport: PHONE, reducedMotion: 'reduce', userAgent: ONLOOKER },
  scriptless: { viewport: PHONE, javaScriptEnabled: false },
};

/**
 * Serves sample pages in each language, `/sign` at `/fr/sign` and `/en/sign`, with what else they load, under the policy
 * of the real pages, and opens them in the browser of the run.
 */
export function site(samples: Samples, more: () => Answers | Promise<Answers> = () => ({})): Site {
  const posted: Posted[] = [];
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePages>>;
  const kept = new Map<Look, Page>();

  beforeAll(async () => {
    const { built, browser: address } = inject('pages');
    const pages = LOCALES.flatMap((locale) =>
      Object.entries(samples).map(([path, page]) => [`/${locale}${path}`, { type: HTML, body: String(page(locale)) }]),
    );
    server = await servePages({ ...Object.fromEntries(pages), ...(await more()) }, built, posted);
    browser = await sharedBrowser(address);
  });
  afterEach(async () => {
    const staying = [...kept.values()].map((page) => page.context());
    for (const context of browser.contexts()) if (!staying.includes(context)) await context.close();
    posted.length = 0;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    const page = await browser.newPage(options);
    page.setDefaultTimeout(PATIENCE.timeout);
    return page;
  }

  return {
    posted,
    async open(path, options = {}) {
      const page = await newPage({ viewport: PHONE, ...options });
      const refused: string[] = [];
      page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
      page.on('pageerror', (error) => refused.push(error.message));
      await page.goto(server.url + path);
      return { page, refused };
    },
    async visit(path, look = 'still') {
      const page = kept.get(look) ?? (await newPage(LOOKS[look]));
      kept.set(look, page);
      await page.setViewportSize(PHONE);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(server.url + path);
      return page;
    },
  };
}

/** What hinders people on a page, by axe. */
export const violations = (page: Page): Promise<string[]> => found(page, {});

/** What people cannot read on a page for its colours, by axe: all that another colour scheme can change. */
export const illegible = (page: Page): Promise<string[]> =>
  found(page, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } });

/** What hinders people in a mail, by axe: landmarks and headings of the whole page are their mailbox's. */
export const violationsInMail = (page: Page): Promise<string[]> =>
  found(page, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });

async function found(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.addScriptTag({ url: AXE });
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify({ resultTypes: ['violations'], ...options })})`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** Whether one has to scroll sideways. */
export const isTooWide = async (page: Page): Promise<boolean> =>
  (await page.evaluate<number>('document.documentElement.scrollWidth')) > page.viewportSize()!.width;

/** What buttons say, each as it is read: a line of its own for what stands apart. */
const buttonTexts = (page: Page): Promise<string[]> => page.locator('.button:visible').allInnerTexts();

/** Where each page leads a person who looks at it for the first time: screens of a phone and of a desk. */
const SCREENS = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

/**
 * Takes pictures of samples for whoever reviews, where `npm run screenshots` asks for them: in each language, as they come
 * on a phone and on a desk, in the light and in the dark, and whole where they are longer than the screen.
 * @param shown as for `checkPages`
 */
export function picture({ open }: Site, paths: readonly string[], shown: Readonly<Record<string, string>> = {}): void {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  test.each(LOCALES.flatMap((locale) => paths.map((path) => [`/${locale}${path}`, path] as const)))(
    '%s is pictured',
    async (address, path) => {
      for (const viewport of SCREENS) {
        const { page } = await open(address, { viewport, reducedMotion: 'reduce' });
        await page
          .locator(shown[path] ?? 'body')
          .first()
          .waitFor();
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const name = `${address.slice(1).replaceAll('/', '.')}.${viewport.width}.${colorScheme}`;
          await page.screenshot({ path: join(folder, `${name}.png`) });
          const height = await page.evaluate<number>('document.documentElement.scrollHeight');
          if (height > viewport.height)
            await page.screenshot({ path: join(folder, `${name}.whole.png`), fullPage: true });
        }
        await page.close();
      }
    },
  );
}

/**
 * Holds each sample to what every page is held to.
 * @param shown what a page's script adds to it, by path: the page is looked at once that is there
 */
export function checkPages(pages: Site, samples: Samples, shown: Readonly<Record<string, string>> = {}) {
  const { visit, posted } = pages;
  const paths = Object.keys(samples);
  picture(pages, paths, shown);

  // What a language changes is words: whether they fit, and nothing that axe looks at.
  test.each(paths)(
    '%s is accessible in the light and in the dark, and fits a phone in every language',
    async (path) => {
      const page = await visit(`/fr${path}`);
      await page
        .locator(shown[path] ?? 'main')
        .first()
        .waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
      for (const text of await buttonTexts(page)) expect(text).not.toContain('\n');
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await illegible(page)).toEqual([]);
      for (const locale of OTHERS) expect(await isTooWide(await visit(`/${locale}${path}`)), locale).toBe(false);
    },
  );

  test.each(paths)('/fr%s sends its forms without JavaScript', async (path) => {
    const page = await visit(`/fr${path}`, 'scriptless');
    const buttons = page.locator('button:visible');
    const count = await buttons.count();
    for (let index = 0; index < count; index++) {
      if (await page.locator('#code').count()) await page.locator('#code').fill('123 456');
      for (const field of await page.locator('input[type="email"]').all()) await field.fill('anne@exemple.fr');
      await buttons.nth(index).click();
      await page.waitForURL(/\/post\//);
      await page.goBack();
    }
    expect(posted).toHaveLength(count);
    expect(count).toBe(await page.locator('form').count());
  });
}
