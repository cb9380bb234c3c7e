import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiDocsPage } from '../functions/platform/show-api-docs/page.tsx';
import { buildAssets } from '../infra/assets.ts';
import { openApi } from '../infra/openapi.ts';
import { findUseCases } from '../infra/use-cases.ts';
import { launchBrowser } from './browser.ts';
import { type PageServer, servePages } from './page-server.ts';

let folder: string;
let server: PageServer;
let browser: Browser;
let operations: { operationId: string; requestBody?: object }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'api-docs-'));
  await buildAssets(folder);
  const document = openApi(await findUseCases(), 'fr') as {
    paths: Record<string, Record<string, (typeof operations)[0]>>;
  };
  operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const page = String(<ApiDocsPage locale="fr" />);
  server = await servePages(
    new Map([
      ['/docs', { type: 'text/html; charset=utf-8', body: page }],
      ['/openapi.json', { type: 'application/json', body: JSON.stringify(document) }],
    ]),
    folder,
  );
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true });
});

it('Swagger UI shows every operation of our API, and finds nothing wrong in them', async () => {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${server.url}/docs`);
  await page.locator('.opblock').first().waitFor();
  expect(await page.locator('.opblock').count()).toBe(operations.length);

  for (const { operationId } of operations.filter(({ requestBody }) => requestBody).slice(0, 3)) {
    const block = page.locator(`.opblock[id$="-${operationId}"]`);
    await block.locator('.opblock-summary-control').click();
    await block.locator('.responses-wrapper').waitFor();
  }
  expect(await page.locator('.errors-wrapper').count()).toBe(0);
  expect(complaints).toEqual([]);
});
