import { expect, test } from 'vitest';
import { openApi } from '../../../infra/openapi.ts';
import { findUseCases } from '../../../infra/use-cases.ts';
import { checkPages, type Samples, site, violations } from '../../../test/pages.ts';
import { ApiDocsPage } from './page.tsx';

const SHOWN = '#swagger-ui [role=group]';
const samples: Samples = { '/docs': (locale) => <ApiDocsPage locale={locale} /> };
const document = openApi(await findUseCases(), 'fr') as {
  paths: Record<string, Record<string, { operationId: string; requestBody?: object }>>;
  webhooks: object;
};
const pages = site(samples, () => ({
  '/openapi.json': { type: 'application/json', body: JSON.stringify(document) },
}));
checkPages(pages, samples, { '/docs': SHOWN });

test('shows every operation of our API and every webhook, and Swagger UI finds nothing wrong in them, under the same policy as every page', async () => {
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const { page, refused } = await pages.open('/fr/docs', { viewport: { width: 1280, height: 720 } });
  await page.locator(SHOWN).first().waitFor();
  const shown = operations.length + Object.keys(document.webhooks).length;
  expect(await page.locator('.opblock').count()).toBe(shown);
  expect(await violations(page)).toEqual([]);

  for (const { operationId } of operations.filter(({ requestBody }) => requestBody).slice(0, 3)) {
    const block = page.locator(`.opblock[id$="-${operationId}"]`);
    await block.locator('.opblock-summary-control').click();
    await block.locator('.responses-wrapper').waitFor();
  }
  expect(await page.locator('.errors-wrapper').count()).toBe(0);
  expect(refused).toEqual([]);
});
