import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
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

it('is whole without a script, in the language asked for, under the policy of every page', async () => {
  const { status, headers, body } = await t.submit(handler, contract, { query: { lang: 'en' } });
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toContain("style-src 'self';");
  expect(headers['content-language']).toBe('en');
  const text = brotliOrText(headers, body);
  expect(text).toContain('Sends a document to be signed.');
  expect(text).toContain('href="/openapi.json?lang=en"');
});

it('is not sent again to who still has it', async () => {
  const { headers } = await t.submit(handler, contract);
  expect((await t.submit(handler, contract, { headers: { 'if-none-match': headers.etag } })).status).toBe(304);
});

const brotliOrText = (headers: Record<string, string>, body: string | Buffer): string =>
  headers['content-encoding'] === 'br' ? brotliDecompressSync(body as Buffer).toString() : String(body);
