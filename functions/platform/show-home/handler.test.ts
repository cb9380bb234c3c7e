import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { API_AREAS } from '../../../infra/api-areas.ts';
import { writeOpenApi } from '../../../infra/openapi.ts';
import { findUseCases } from '../../../infra/use-cases.ts';
import { config } from '../../../shared/config.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import { setVariables } from '../../../test/variables.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let bundle: string;
let t: TestTenant;
beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), 'bundle-'));
  await writeOpenApi(await findUseCases(), bundle);
  setVariables({ LAMBDA_TASK_ROOT: bundle });
  t = await tenant();
});
afterAll(() => rm(bundle, { recursive: true }));

it('shows a developer where to begin: the documentation, the inbox, a first signature to copy', async () => {
  const { status, headers, body } = await t.submit(handler, contract);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toContain(`href="${config.apiUrl()}/docs?lang=fr"`);
  expect(body).toContain(`href="${config.inboxUrl()}"`);
  expect(body).toContain(`curl ${config.apiUrl()}/v1/accounts`);
  expect(body).toMatch(/\/v1\/signature-requests .*-F document=@devis\.pdf/s);
});

it('says what each area of the API does, those to come too, in the language of its reader', async () => {
  const english = await t.submit(handler, contract, { headers: { 'accept-language': 'en-GB,en;q=0.9' } });
  expect(english.body).toContain('<html lang="en">');
  const french = await t.submit(handler, contract, { query: { lang: 'fr' }, headers: { 'accept-language': 'en' } });
  expect(french.body).toContain('<html lang="fr">');
  const areas = (await findUseCases()).flatMap(({ area, contract }) => (contract.kind === 'http' ? [area] : []));
  expect(areas).toContain('signatures');
  for (const area of new Set(areas)) {
    expect(english.body).toContain(`/docs?lang=en#area-${area}"`);
    const [, shown = ''] = new RegExp(`#area-${area}">(.*?)</a>`).exec(String(french.body)) ?? [];
    expect(shown.replace(/<.*?>/g, '')).toBe(API_AREAS[area]?.title.fr);
  }
});
