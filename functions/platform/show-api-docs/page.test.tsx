import { expect, test } from 'vitest';
import { openApi } from '../../../infra/openapi.ts';
import { findUseCases } from '../../../infra/use-cases.ts';
import { LOCALES } from '../../../shared/text.ts';
import { checkPages, isTooWide, type Samples, site, violations } from '../../../test/pages.ts';
import type { ApiDocument } from './api-document.ts';
import { ApiDocsPage } from './page.tsx';

const useCases = await findUseCases();
const documents = Object.fromEntries(LOCALES.map((locale) => [locale, openApi(useCases, locale) as ApiDocument]));
const samples: Samples = {
  '/docs': (locale) => <ApiDocsPage document={documents[locale]!} locale={locale} apiUrl="http://localhost:4000" />,
};
const pages = site(samples);
checkPages(pages, samples);

test('shows every call, named shape and fact without a script, and what each link in it leads to', async () => {
  const { paths, webhooks, components } = documents.fr!;
  const { page, refused } = await pages.open('/fr/docs', { javaScriptEnabled: false });
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  for (const { operationId } of Object.values(paths).flatMap((methods) => Object.values(methods)))
    expect(ids).toContain(operationId);
  for (const name of Object.keys(webhooks)) expect(await page.locator('#facts').textContent()).toContain(name);
  for (const [name, { properties }] of Object.entries(components.schemas))
    if (properties) expect(ids).toContain(`schema-${name}`);
  const targets = await page
    .locator('a[href^="#"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')?.slice(1)));
  expect(targets.filter((target) => target && !ids.includes(target))).toEqual([]);
  expect(refused).toEqual([]);
});

test('a call opens, on a phone too, and shows the language chosen once for all', async () => {
  const { page, refused } = await pages.open('/fr/docs');
  const call = page.locator('details', { has: page.locator('#sendForSignature') });
  await call.locator('summary').first().click();
  const samplesIn = (language: string) => call.locator(`.sample.${language}`);
  expect(await samplesIn('curl').isVisible()).toBe(true);
  expect(await samplesIn('python').isVisible()).toBe(false);
  await page.locator('#in-python').check();
  expect(await samplesIn('python').textContent()).toContain('requests.post(');
  expect(await samplesIn('curl').isVisible()).toBe(false);
  expect(await isTooWide(page)).toBe(false);
  expect(await violations(page)).toEqual([]);
  expect(refused).toEqual([]);
});
