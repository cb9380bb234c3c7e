import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeOpenApi } from '../../../infra/openapi.ts';
import { findUseCases } from '../../../infra/use-cases.ts';
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

const ask = (more: object = {}) => t.submit(handler, contract, { accept: 'application/json', ...more });

it('gives the description of the API to anyone, and nothing to who still has it', async () => {
  const { status, headers, body } = await ask();
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(body.openapi).toMatch(/^3\.1/);
  expect(body.paths['/health'].get.operationId).toBe('reportHealth');
  expect((await ask({ headers: { 'if-none-match': headers.etag } })).status).toBe(304);
});

it.each([
  ['in French unless asked otherwise', {}, 'fr', 'Dit que l’API répond.'],
  [
    'in the language that the caller prefers',
    { headers: { 'accept-language': 'en-GB' } },
    'en',
    'Tells that the API answers.',
  ],
  ['in the language asked for by name', { query: { lang: 'en' } }, 'en', 'Tells that the API answers.'],
])('speaks %s', async (_, asked, language, summary) => {
  const { headers, body } = await ask(asked);
  expect(body.paths['/health'].get.summary).toBe(summary);
  expect(headers).toMatchObject({ 'content-language': language, vary: 'accept-language' });
});

it('of whom has it in one language, the other is not kept back', async () => {
  const { headers } = await ask();
  expect((await ask({ query: { lang: 'en' }, headers: { 'if-none-match': headers.etag } })).status).toBe(200);
});
