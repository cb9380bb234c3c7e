import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeOpenApi } from '../../../infra/openapi.ts';
import { findUseCases } from '../../../infra/use-cases.ts';
import { type TestTenant, tenant } from '../../../test/tenant.ts';
import contract from './contract.ts';
import { handler } from './handler.ts';

let bundle: string;
let t: TestTenant;
beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), 'bundle-'));
  await writeOpenApi(await findUseCases(), join(bundle, 'openapi.json'));
  process.env.LAMBDA_TASK_ROOT = bundle;
  t = await tenant();
});
afterAll(() => rm(bundle, { recursive: true }));

it('gives the description of the API to anyone, and nothing to who still has it', async () => {
  const { status, headers, body } = await t.submit(handler, contract, { accept: 'application/json' });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(body.openapi).toMatch(/^3\.1/);
  expect(body.paths['/health'].get.operationId).toBe('reportHealth');
  const again = await t.submit(handler, contract, { headers: { 'if-none-match': headers.etag } });
  expect(again.status).toBe(304);
});
